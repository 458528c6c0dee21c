package io.rangefold.benchmark.kernels;

/**
 * How much of the same is computed at once, so that it takes the time wanted.
 *
 * @param items of one run
 * @param times how many runs
 */
record Amount(long items, int times) {

    /** What takes {@code seconds} at {@code rate} items a second, in runs of at most {@code maxItems}. */
    static Amount of(double rate, double seconds, long maxItems) {
        double all = Math.max(1, rate * seconds);
        long items = (long) Math.min(all, maxItems);
        return new Amount(items, (int) Math.max(1, Math.round(all / items)));
    }
}
