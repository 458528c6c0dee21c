/** The expressions that users write about the integer {@code i}: their syntax, and what evaluators have in common. */
@NullMarked
package io.rangefold.job.expression;

import org.jspecify.annotations.NullMarked;
