/**
 * The job kind {@code factorize}: prime factorizations of a list of numbers.
 *
 * <p>{@link io.rangefold.job.factor.Factorizer} finds factors; {@link io.rangefold.job.factor.FactorizationProof} checks
 * them and shares no arithmetic with it.
 */
@NullMarked
package io.rangefold.job.factor;

import org.jspecify.annotations.NullMarked;
