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

    /** With 1024 words counts to 10^13 took 3 % longer. */
    private static final int LEAST_WORDS = 2048;

    /**
     * The fastest known ones for an x from {@link #LEAST_X} on. They are flat: counting to 10^15 took 2 % longer with y =
     * 8 cbrt(x) and 7 % with 20 cbrt(x) than with 12; to 10^16, a fifth longer with windows of 4096 words than of 16384.
     */
    static Bounds of(Measure measure, long x) {
        double factor = Math.max(2, 1.5 * Math.log10(x) - 10.5);
        long fast = (long) (factor * Math.cbrt((double) x)) + 2;
        long root = Roots.square(x);
        long y = Math.min(root, Math.max(fast, x / measure.mostSwept()));
        long swept = x / y;
        long words = Math.min(Math.max(LEAST_WORDS, Roots.square(swept) / 4), swept / Wheel.WORD + 1);
        return new Bounds((int) y, (int) (words + 15 & ~15));
    }
}
