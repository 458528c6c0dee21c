package io.rangefold.job.expression.lanes;

/**
 * Floor division by one divisor, without dividing: the quotient is estimated by multiplication with a rounded reciprocal
 * and put right (after Granlund and Montgomery, "Division by Invariant Integers using Multiplication", PLDI 1994).
 *
 * <p>With {@code r = floor((2^64 - 1) / d)}, the estimate {@code floor(x r / 2^64)} is off by at most one: below the quotient
 * where x is not negative, above it where x is, since {@code |x| < 2^63} makes the error of the product less than half.
 */
final class ConstantDivisor {
    /** Divisors up to this, so that twice the divisor fits. */
    static final long MAX = 1L << 61;

    private final long divisor;
    private final long reciprocal;

    /** @param divisor 2 to {@link #MAX} */
    ConstantDivisor(long divisor) {
        if (!accepts(divisor)) {
            throw new IllegalArgumentException("divisor " + divisor);
        }
        this.divisor = divisor;
        this.reciprocal = Long.divideUnsigned(-1L, divisor);
    }

    static boolean accepts(long divisor) {
        return divisor >= 2 && divisor <= MAX;
    }

    void divide(long[] a, long[] out, int n) {
        long d = divisor;
        long r = reciprocal;
        for (int k = 0; k < n; k++) {
            long quotient = Math.multiplyHigh(a[k], r);
            long rest = a[k] - quotient * d;
            long below = rest >> 63;
            long enough = ~((rest - d) >> 63);
            out[k] = quotient + below - enough;
        }
    }

    void remainder(long[] a, long[] out, int n) {
        long d = divisor;
        long r = reciprocal;
        for (int k = 0; k < n; k++) {
            long rest = a[k] - Math.multiplyHigh(a[k], r) * d;
            rest += d & (rest >> 63);
            rest -= d;
            out[k] = rest + (d & (rest >> 63));
        }
    }
}
