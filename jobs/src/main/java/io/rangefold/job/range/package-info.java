/** Folds of an expression over a range of integers. */
@NullMarked
package io.rangefold.job.range;

import org.jspecify.annotations.NullMarked;
