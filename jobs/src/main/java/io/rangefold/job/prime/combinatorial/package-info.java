/**
 * The number and the sum of the primes up to x without finding all of them, in about {@code x^(2/3)} steps: an answer to hold
 * against a sieve, with which it shares no code.
 *
 * <p>{@link io.rangefold.job.prime.combinatorial.PrimeCounts} and {@link io.rangefold.job.prime.combinatorial.PrimeSums} are
 * one formula, {@code PrimeFormula}, under two measures, {@code f(n) = 1} and {@code f(n) = n}.
 */
@NullMarked
package io.rangefold.job.prime.combinatorial;

import org.jspecify.annotations.NullMarked;
