package io.rangefold.job.factor;

import java.util.Arrays;

/** The primes below 2^16, by the sieve of Eratosthenes; made once, in about a millisecond. */
final class SmallPrimes {
    /** Exclusive bound of {@link #all()}. */
    static final int BOUND = 1 << 16;

    private static final int[] PRIMES = sieve();

    private SmallPrimes() {}

    /** All 6542 of them, ascending. Not to be changed. */
    static int[] all() {
        return PRIMES;
    }

    /** Those below {@code bound}, ascending; {@code 0 <= bound <= BOUND}. */
    static int[] below(int bound) {
        int at = Arrays.binarySearch(PRIMES, bound);
        return Arrays.copyOf(PRIMES, at >= 0 ? at : -at - 1);
    }

    private static int[] sieve() {
        boolean[] composite = new boolean[BOUND];
        int[] primes = new int[6542];
        int count = 0;
        for (int i = 2; i < BOUND; i++) {
            if (!composite[i]) {
                primes[count++] = i;
                for (long j = (long) i * i; j < BOUND; j += i) {
                    composite[(int) j] = true;
                }
            }
        }
        assert count == primes.length;
        return primes;
    }
}
