package io.rangefold.job.prime.combinatorial;

import java.math.BigInteger;

/** Adds primes up without finding them all. */
public final class PrimeSums {
    /** The greatest x. */
    public static final long GREATEST = 100_000_000_000_000_000L;

    private PrimeSums() {}

    /**
     * The sum of the primes {@code p <= x} (OEIS A034387 by x), on the calling thread.
     *
     * @param x at most {@link #GREATEST}; there is no prime below 2
     * @param stop asked at least every 10 ms; what it throws ends the computation
     * @throws IllegalArgumentException if x is too great
     */
    public static BigInteger upTo(long x, StopCheck stop) {
        return PrimeFormula.upTo(Summing.INSTANCE, x, stop);
    }
}
