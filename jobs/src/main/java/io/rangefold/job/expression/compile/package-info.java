/**
 * Expressions compiled to bytecode for a range of {@code i}: a graph of operations on lanes of 32 or 64 bits, of which
 * interval arithmetic proves that they are exact; loops over it for vectors and for tables of lanes; and what folds their
 * outcomes. The evaluator in {@code lanes} takes over what has no such form.
 */
@NullMarked
package io.rangefold.job.expression.compile;

import org.jspecify.annotations.NullMarked;
