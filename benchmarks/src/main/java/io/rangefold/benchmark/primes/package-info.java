/** Counts of primes beside primesieve and primecount. */
@NullMarked
package io.rangefold.benchmark.primes;

import org.jspecify.annotations.NullMarked;
