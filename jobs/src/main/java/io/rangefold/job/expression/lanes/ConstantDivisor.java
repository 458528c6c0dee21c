package io.rangefold.job.expression.lanes;

import java.math.BigInteger;

/**
 * Floor division of lanes by one divisor, without dividing: quotients are estimated by multiplication with a rounded
 * reciprocal (after Granlund and Montgomery, "Division by Invariant Integers using Multiplication", PLDI 1994). What is
 * known of the dividends decides how:
 *
 * <ul>
 *   <li>below 2^31, one product of 64 bits gives the quotient exactly;
 *   <li>below 2^62, two such estimates bring the dividend below 2^31 first;
 *   <li>else the upper half of a product of 128 bits is off by at most one. That does not become vector code: 10 to 20
 *       times slower.
 * </ul>
 *
 * <p>Negative dividends are made positive by adding a multiple of the divisor.
 */
final class ConstantDivisor {
    /** Divisors up to this, so that twice the divisor fits. */
    static final long MAX = 1L << 61;

    private static final int SMALL_BITS = 31;
    private static final int MEDIUM_BITS = 62;
    private static final long MAX_MEDIUM_DIVISOR = 1L << 30;

    private enum Way {
        SMALL,
        MEDIUM,
        ANY
    }

    private final long divisor;
    private final Way way;
    /** A multiple of the divisor that is added to every dividend; 0 if none is negative. */
    private final long bias;
    /** The largest l with {@code 2^l <= divisor}. */
    private final int log;
    /** Small dividends: {@code floor(2^(32 + log) / divisor) + 1}. */
    private final long roundedUp;
    /** Medium dividends: {@code floor(2^(31 + log) / divisor)}. */
    private final long roundedDown;
    /** Any dividends: {@code floor((2^64 - 1) / divisor)}. */
    private final long reciprocal;

    /**
     * @param divisor 2 to {@link #MAX}
     * @param dividend what all dividends lie within
     */
    ConstantDivisor(long divisor, Interval dividend) {
        if (!accepts(divisor)) {
            throw new IllegalArgumentException("divisor " + divisor);
        }
        this.divisor = divisor;
        log = Long.SIZE - 1 - Long.numberOfLeadingZeros(divisor);
        reciprocal = Long.divideUnsigned(-1L, divisor);
        BigInteger d = BigInteger.valueOf(divisor);
        BigInteger shift = dividend.low().negate().max(BigInteger.ZERO).add(d).subtract(BigInteger.ONE);
        BigInteger multiple = shift.subtract(shift.mod(d));
        int bits = dividend.high().max(BigInteger.ZERO).add(multiple).bitLength();
        if (divisor > MAX_MEDIUM_DIVISOR || bits > MEDIUM_BITS) {
            way = Way.ANY;
            bias = 0;
            roundedUp = 0;
            roundedDown = 0;
        } else {
            way = bits <= SMALL_BITS ? Way.SMALL : Way.MEDIUM;
            bias = multiple.longValueExact();
            roundedUp = (1L << (SMALL_BITS + 1 + log)) / divisor + 1;
            roundedDown = (1L << (SMALL_BITS + log)) / divisor;
        }
    }

    static boolean accepts(long divisor) {
        return divisor >= 2 && divisor <= MAX;
    }

    /** Remainders, in {@code [0, divisor)}; {@code out} may be {@code a}. */
    void remainder(long[] a, long[] out, int n) {
        if (way == Way.ANY) {
            anyRemainder(a, out, n);
            return;
        }
        long[] positive = a;
        if (bias != 0) {
            LaneLoops.add(a, bias, out, n);
            positive = out;
        }
        if (way == Way.MEDIUM) {
            // Below 2^62, then below 2^33, then below the divisor and 12.
            estimate(positive, out, n, SMALL_BITS, log);
            estimate(out, out, n, 2, log + SMALL_BITS - 2);
            positive = out;
        }
        smallRemainder(positive, out, n);
    }

    /** Quotients, floored; {@code out} is not {@code a}. */
    void divide(long[] a, long[] out, int n) {
        remainder(a, out, n);
        // Without the rest, and without the twos in the divisor, a multiple is left of the divisor's odd part, whose
        // inverse
        // modulo 2^64 divides exactly.
        int twos = Long.numberOfTrailingZeros(divisor);
        long inverse = inverse(divisor >> twos);
        for (int k = 0; k < n; k++) {
            out[k] = ((a[k] >> twos) - (out[k] >> twos)) * inverse;
        }
    }

    private void smallRemainder(long[] a, long[] out, int n) {
        long d = divisor;
        long m = roundedUp;
        int shift = SMALL_BITS + 1 + log;
        for (int k = 0; k < n; k++) {
            long x = a[k];
            out[k] = x - ((x * m) >>> shift) * d;
        }
    }

    /** Takes a multiple of the divisor away that leaves little. */
    private void estimate(long[] a, long[] out, int n, int dropped, int shift) {
        long d = divisor;
        long m = roundedDown;
        for (int k = 0; k < n; k++) {
            long x = a[k];
            out[k] = x - (((x >>> dropped) * m) >>> shift) * d;
        }
    }

    private void anyRemainder(long[] a, long[] out, int n) {
        long d = divisor;
        long r = reciprocal;
        for (int k = 0; k < n; k++) {
            long rest = a[k] - Math.multiplyHigh(a[k], r) * d;
            // Below 0 where x is and the estimate is one above, from d on where it is one below.
            rest += d & (rest >> 63);
            rest -= d;
            out[k] = rest + (d & (rest >> 63));
        }
    }

    /** By Newton's iteration, which doubles the number of right bits; an odd number is its own inverse modulo 8. */
    private static long inverse(long odd) {
        long x = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            x *= 2 - odd * x;
        }
        return x;
    }
}
