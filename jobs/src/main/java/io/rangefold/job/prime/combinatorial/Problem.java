package io.rangefold.job.prime.combinatorial;

/**
 * What all parts of {@link PrimeFormula} need.
 *
 * @param x up to where primes are measured
 * @param y up to where they are listed; {@code cbrt(x) <= y <= sqrt(x)}
 * @param table all primes up to the square root of x
 * @param primes those up to y, ascending; not to be changed
 */
record Problem(Measure measure, long x, int y, PrimeTable table, int[] primes, Pace pace) {}
