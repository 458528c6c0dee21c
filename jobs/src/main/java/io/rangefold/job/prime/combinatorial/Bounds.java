package io.rangefold.job.prime.combinatorial;

/**
 * The free choices of {@link PrimeFormula}: the result does not depend on them, the time does.
 *
 * @param y primes up to it are listed, and x / y is swept; {@code 2 cbrt(x) <= y <= sqrt(x)}
 * @param windowWords the size of the sweep's window, a multiple of 16
 */
record Bounds(int y, int windowWords) {
    /** The least x for which there are any. */
    static final long LEAST_X = 1_000_000;

    /** Above, an intermediate sum could exceed 63 bits: those of all numbers up to x / y. */
    private static final long MOST_SWEPT = (1L << 32) - 2;

    private static final int MOST_WORDS = 4096;

    /** The fastest known ones for an x from {@link #LEAST_X} on. */
    static Bounds of(long x) {
        double factor = Math.max(2, 1.5 * Math.log10(x) - 10.5);
        long fast = (long) (factor * Math.cbrt((double) x)) + 2;
        long root = Roots.square(x);
        long y = Math.min(root, Math.max(fast, x / MOST_SWEPT));
        long words = Math.min(MOST_WORDS, x / y / Wheel.WORD + 1);
        return new Bounds((int) y, (int) (words + 15 & ~15));
    }
}
