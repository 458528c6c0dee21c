package io.rangefold.job.prime.combinatorial;

/** Counts primes without finding them all. */
public final class PrimeCounts {
    /** The greatest x. */
    public static final long GREATEST = 100_000_000_000_000_000L;

    private PrimeCounts() {}

    /**
     * The number of primes {@code p <= x} (OEIS A000720), on the calling thread.
     *
     * @param x at most {@link #GREATEST}; there is no prime below 2
     * @param stop asked at least every 10 ms; what it throws ends the computation
     * @throws IllegalArgumentException if x is too great
     */
    public static long upTo(long x, StopCheck stop) {
        return PrimeFormula.upTo(Counting.INSTANCE, x, stop).longValueExact();
    }
}
