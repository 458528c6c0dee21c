/** The primes that sieves cross off by, shared by all slots of a process. */
@NullMarked
package io.rangefold.job.sieve;

import org.jspecify.annotations.NullMarked;
