package io.rangefold.job.prime.combinatorial;

import java.util.BitSet;

/** The oracle: every number below a limit, struck out or not, and running totals. */
final class PlainPrimes {
    static final int LIMIT = 10_000_000;

    private static final BitSet COMPOSITE = new BitSet(LIMIT);
    private static final int[] COUNTS = new int[LIMIT];
    private static final long[] SUMS = new long[LIMIT];

    static {
        for (int n = 2; n < LIMIT; n++) {
            boolean prime = !COMPOSITE.get(n);
            COUNTS[n] = COUNTS[n - 1] + (prime ? 1 : 0);
            SUMS[n] = SUMS[n - 1] + (prime ? n : 0);
            for (long multiple = (long) n * n; prime && multiple < LIMIT; multiple += n) {
                COMPOSITE.set((int) multiple);
            }
        }
    }

    private PlainPrimes() {}

    static boolean isPrime(int n) {
        return n >= 2 && !COMPOSITE.get(n);
    }

    static int countUpTo(int n) {
        return COUNTS[n];
    }

    static long sumUpTo(int n) {
        return SUMS[n];
    }
}
