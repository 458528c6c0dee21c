/** The least and the greatest value of an expression. */
@NullMarked
package io.rangefold.job.range.extreme;

import org.jspecify.annotations.NullMarked;
