package io.rangefold.job.expression.lanes;

import java.math.BigInteger;
import java.util.stream.Stream;

/**
 * What a value is known to lie within.
 *
 * @param low inclusive
 * @param high inclusive
 */
record Interval(BigInteger low, BigInteger high) {
    /** Beyond this many bits nothing is known: {@link #WIDE}. */
    private static final int MAX_BITS = 4_096;

    /** Nothing is known. Its bounds are not to be used. */
    static final Interval WIDE =
            new Interval(BigInteger.ONE.shiftLeft(70_000).negate(), BigInteger.ONE.shiftLeft(70_000));

    static final Interval TRUTH = of(0, 1);

    static Interval of(long low, long high) {
        return new Interval(BigInteger.valueOf(low), BigInteger.valueOf(high));
    }

    static Interval of(BigInteger low, BigInteger high) {
        return Math.max(low.bitLength(), high.bitLength()) > MAX_BITS ? WIDE : new Interval(low, high);
    }

    /** The least interval with all these values in it. */
    static Interval hull(BigInteger... values) {
        return of(
                Stream.of(values).reduce(BigInteger::min).orElseThrow(),
                Stream.of(values).reduce(BigInteger::max).orElseThrow());
    }

    boolean isWide() {
        return this == WIDE;
    }

    boolean isPoint() {
        return low.equals(high);
    }

    /** Whether every value is a signed 64-bit number. */
    boolean fitsLong() {
        return low.bitLength() < Long.SIZE && high.bitLength() < Long.SIZE;
    }

    boolean isNotNegative() {
        return low.signum() >= 0;
    }

    boolean isPositive() {
        return low.signum() > 0;
    }

    /** The greatest absolute value. */
    BigInteger magnitude() {
        return low.abs().max(high.abs());
    }

    Interval union(Interval other) {
        return isWide() || other.isWide() ? WIDE : of(low.min(other.low), high.max(other.high));
    }

    Interval abs() {
        if (isWide()) {
            return WIDE;
        }
        BigInteger least = low.signum() > 0 ? low : high.signum() < 0 ? high.negate() : BigInteger.ZERO;
        return of(least, magnitude());
    }
}
