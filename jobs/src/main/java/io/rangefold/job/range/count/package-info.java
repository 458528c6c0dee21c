/** How many values of an expression hold. */
@NullMarked
package io.rangefold.job.range.count;

import org.jspecify.annotations.NullMarked;
