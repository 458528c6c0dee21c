/**
 * The production evaluator of expressions: operators run over batches of {@code i} in 64-bit lanes, in loops that the JIT
 * compiler turns into vector code, and exactly, one {@code i} after the other, where 64 bits do not do.
 */
@NullMarked
package io.rangefold.job.expression.lanes;

import org.jspecify.annotations.NullMarked;
