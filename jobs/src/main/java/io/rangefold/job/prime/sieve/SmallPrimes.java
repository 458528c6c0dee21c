package io.rangefold.job.prime.sieve;

import java.util.Arrays;

/** The primes that sieves begin with, by the plain sieve of Eratosthenes: a byte and some ns an integer. */
final class SmallPrimes {
    private SmallPrimes() {}

    /** The primes up to {@code limit}, ascending; {@code limit >= 1}, meant for up to 2^20. */
    static int[] upTo(int limit) {
        boolean[] composite = new boolean[limit + 1];
        int[] primes = new int[limit];
        int count = 0;
        for (int n = 2; n <= limit; n++) {
            if (!composite[n]) {
                primes[count++] = n;
                for (long multiple = (long) n * n; multiple <= limit; multiple += n) {
                    composite[(int) multiple] = true;
                }
            }
        }
        return Arrays.copyOf(primes, count);
    }
}
