package io.rangefold.job.expression.lanes;

import java.math.BigInteger;
import java.util.stream.Stream;

/**
 * What a value is known to lie within.
 *
 * @param low inclusive
 * @param high inclusive
 */
public record Interval(BigInteger low, BigInteger high) {
    /** Beyond this many bits nothing is known: {@link #WIDE}. */
    private static final int MAX_BITS = 4_096;

    /** Nothing is known. Its bounds are not to be used. */
    public static final Interval WIDE =
            new Interval(BigInteger.ONE.shiftLeft(70_000).negate(), BigInteger.ONE.shiftLeft(70_000));

    public static final Interval TRUTH = of(0, 1);

    public static Interval of(long low, long high) {
        return new Interval(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    public static Interval of(BigInteger low, BigInteger high) {
        return Math.max(low.bitLength(), high.bitLength()) > MAX_BITS ? WIDE : new Interval(low, high);
    }

    /** The least interval with all these values in it. */
    public static Interval hull(BigInteger... values) {
        return of(
                Stream.of(values).reduce(BigInteger::min).orElseThrow(),
                Stream.of(values).reduce(BigInteger::max).orElseThrow());
    }

    public boolean isWide() {
        return this == WIDE;
    }

    public boolean isPoint() {
        return low.equals(high);
    }

    /** Whether every value is a signed 64-bit number. */
    public boolean fitsLong() {
        return low.bitLength() < Long.SIZE && high.bitLength() < Long.SIZE;
    }

    public boolean isNotNegative() {
        return low.signum() >= 0;
    }

    public boolean isPositive() {
        return low.signum() > 0;
    }

    /** The greatest absolute value. */
    public BigInteger magnitude() {
        return low.abs().max(high.abs());
    }

    public Interval union(Interval other) {
        return isWide() || other.isWide() ? WIDE : of(low.min(other.low), high.max(other.high));
    }

    public Interval abs() {
        if (isWide()) {
            return WIDE;
        }
        BigInteger least = low.signum() > 0 ? low : high.signum() < 0 ? high.negate() : BigInteger.ZERO;
        return of(least, magnitude());
    }
}
