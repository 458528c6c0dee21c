/** Counts and sums of primes and of constellations of primes, by a sieve or by a formula. */
@NullMarked
package io.rangefold.job.prime;

import org.jspecify.annotations.NullMarked;
