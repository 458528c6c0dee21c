package io.rangefold.job.expression.function;

import io.rangefold.job.expression.Function;
import java.math.BigInteger;

/**
 * The functions with {@code f(m n) = f(m) f(n)} for m and n without a common divisor: the values at powers of primes say
 * all. At a prime, each is {@code slope p + offset}; from one power of it to the next, it is multiplied by p or 1, and a
 * number is added.
 */
public enum Multiplicative {
    /** The number of divisors (OEIS A000005): {@code tau(p^e) = e + 1}. */
    TAU(Function.TAU, 0, 2, false, 1),
    /** The sum of divisors (OEIS A000203): {@code sigma(p^e) = p sigma(p^(e-1)) + 1}. */
    SIGMA(Function.SIGMA, 1, 1, true, 1),
    /** How many numbers from 1 to n have no divisor in common with n (OEIS A000010): {@code phi(p^e) = p phi(p^(e-1))}. */
    PHI(Function.PHI, 1, -1, true, 0);

    private final Function function;
    private final int slope;
    private final int offset;
    private final boolean grows;
    private final int step;

    Multiplicative(Function function, int slope, int offset, boolean grows, int step) {
        this.function = function;
        this.slope = slope;
        this.offset = offset;
        this.grows = grows;
        this.step = step;
    }

    /** Its name in the language. */
    public Function function() {
        return function;
    }

    /** {@code f(p)}. */
    public long atPrime(long p) {
        return slope * p + offset;
    }

    /** {@code f(p^(e+1))} modulo 2^64, where {@code value = f(p^e)} and {@code e >= 1}. */
    public long next(long value, long p) {
        return (grows ? value * p : value) + step;
    }

    /**
     * {@code f(p^e)}, for {@code e >= 1}.
     *
     * @throws ArithmeticException if it does not fit
     */
    long atPower(long p, int e) {
        long value = Math.addExact(slope * p, offset);
        for (int k = 1; k < e; k++) {
            value = Math.addExact(grows ? Math.multiplyExact(value, p) : value, step);
        }
        return value;
    }

    /** {@code f(p^e)}, for {@code e >= 1}. */
    BigInteger atPower(BigInteger p, int e) {
        BigInteger value = p.multiply(BigInteger.valueOf(slope)).add(BigInteger.valueOf(offset));
        for (int k = 1; k < e; k++) {
            value = (grows ? value.multiply(p) : value).add(BigInteger.valueOf(step));
        }
        return value;
    }
}
