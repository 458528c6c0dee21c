/** The sum of the values of an expression. */
@NullMarked
package io.rangefold.job.range.sum;

import org.jspecify.annotations.NullMarked;
