package io.rangefold.job.factor;

import java.math.BigInteger;

/**
 * Prime factorizations for other kinds of job: always whole below 10^20. A number takes about 0.3 us below 10^6, 31 us at 18
 * digits. Holds scratch memory; for one thread.
 */
public final class PrimeFactors {
    private final Factorizer factorizer;
    private final Factors factors = new Factors();

    /** @param pulse called at least every 10 ms while a number is factored; may throw */
    public PrimeFactors(Runnable pulse) {
        factorizer = new Factorizer(pulse::run);
    }

    /** Factors {@code n >= 1}; what it found stays until the next call. */
    public void factor(long n) {
        factorizer.factor(n, factors);
    }

    /**
     * The same for {@code n >= 1} of any size.
     *
     * @return whether it was factored wholly; for certain below 10^20
     */
    public boolean factor(BigInteger n) {
        factorizer.factor(n, factors);
        return factors.isComplete();
    }

    /** The number of distinct primes. */
    public int distinct() {
        return factors.distinct();
    }

    /** The i-th prime, ascending, of a number below 2^63. */
    public long word(int i) {
        return factors.word(i);
    }

    /** The i-th prime, ascending. */
    public BigInteger prime(int i) {
        return factors.prime(i);
    }

    /** How often the i-th prime divides the number. */
    public int exponent(int i) {
        return factors.exponent(i);
    }
}
