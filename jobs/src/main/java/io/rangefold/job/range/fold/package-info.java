/**
 * What a fold of an expression over a range is, and the walk over the values that computes it. Knows neither proofs nor kinds.
 */
@NullMarked
package io.rangefold.job.range.fold;

import org.jspecify.annotations.NullMarked;
