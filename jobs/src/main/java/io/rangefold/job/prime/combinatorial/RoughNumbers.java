package io.rangefold.job.prime.combinatorial;

/** Numbers without a prime factor up to 13: they repeat with the period 30030, so their measure up to any n is known at once. */
final class RoughNumbers {
    /** The primes that divide none of them. */
    static final int[] SMALL_PRIMES = {2, 3, 5, 7, 11, 13};

    static final int PERIOD = 30030;

    /** Members in a period. */
    static final int PERIOD_COUNT = 5760;

    private final Measure measure;
    private final int[] counts = new int[PERIOD];
    private final int[] sums = new int[PERIOD];

    RoughNumbers(Measure measure) {
        this.measure = measure;
        boolean[] divisible = new boolean[PERIOD];
        for (int prime : SMALL_PRIMES) {
            for (int i = 0; i < PERIOD; i += prime) {
                divisible[i] = true;
            }
        }
        for (int i = 1; i < PERIOD; i++) {
            counts[i] = counts[i - 1] + (divisible[i] ? 0 : 1);
            sums[i] = sums[i - 1] + (divisible[i] ? 0 : i);
        }
        assert counts[PERIOD - 1] == PERIOD_COUNT;
    }

    /** Adds {@code factor} times the measure of those up to n. */
    void addUpTo(long n, long factor, Tally tally) {
        int rest = (int) (n % PERIOD);
        measure.addRough(tally, factor, n / PERIOD, counts[rest], sums[rest]);
    }
}
