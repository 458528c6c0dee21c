/** A segmented sieve for primes anywhere below 2^63. Knows nothing of jobs. */
@NullMarked
package io.rangefold.job.prime.sieve;

import org.jspecify.annotations.NullMarked;
