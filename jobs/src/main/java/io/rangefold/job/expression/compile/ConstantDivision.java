package io.rangefold.job.expression.compile;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import io.rangefold.job.expression.lanes.Interval;
import java.math.BigInteger;

/**
 * Floor division by a constant, made of multiplications and shifts (after Granlund and Montgomery, "Division by Invariant
 * Integers using Multiplication", PLDI 1994).
 *
 * <p>For {@code 0 <= x <= X} and {@code M = floor(2^s / d) + 1}, {@code x M >> s} is the quotient by d if
 * {@code X (M d - 2^s) < 2^s}. Where {@code X M} does not fit the lanes, multiples of d are taken away first, by estimates
 * from the leading bits of x that are never too high. Negative dividends are made positive by adding a multiple of d.
 */
final class ConstantDivision {
    /** The longest dividends; longer ones are left to a call, of which the JIT compiler makes a product of 128 bits. */
    private static final int MAX_BITS = 62;

    /** For greater divisors an estimate leaves too much. */
    private static final long MAX_DIVISOR = 1L << 29;

    /** How many leading bits of the dividend an estimate looks at, and of the reciprocal. */
    private static final int ESTIMATE_BITS = 31;

    /** Both outcomes; what is not used of them is never emitted. */
    private record Outcome(Value quotient, Value remainder) {}

    private final Values values;

    ConstantDivision(Values values) {
        this.values = values;
    }

    /** The remainder of {@code x}, with the sign of the divisor, which is not 0. */
    Value remainder(Value x, long divisor) {
        if (divisor < 0) {
            return divisor == Long.MIN_VALUE
                    ? values.invoke(LaneCall.FLOOR_REMAINDER, Interval.of(divisor, 0), x, values.constant(divisor))
                    : values.negate(remainder(values.negate(x), -divisor));
        }
        if (x.interval().isNotNegative() && x.interval().high().compareTo(BigInteger.valueOf(divisor)) < 0) {
            return x;
        }
        if (Long.bitCount(divisor) == 1 && (divisor > 1 || x.isHarmless())) {
            return divisor == 1 ? values.constant(0) : values.bitAnd(x, values.constant(divisor - 1));
        }
        if (!isInReach(x, divisor)) {
            return values.invoke(LaneCall.FLOOR_REMAINDER, Interval.of(0, divisor - 1), x, values.constant(divisor));
        }
        return outcome(x, divisor).remainder();
    }

    /** The quotient of {@code x}, floored; the divisor is not 0. */
    Value quotient(Value x, long divisor) {
        if (divisor < 0) {
            return divisor == Long.MIN_VALUE
                    ? values.invoke(LaneCall.FLOOR_DIVIDE, Interval.of(-1, 1), x, values.constant(divisor))
                    : quotient(values.negate(x), -divisor);
        }
        if (Long.bitCount(divisor) == 1) {
            return values.shiftRight(x, Long.numberOfTrailingZeros(divisor));
        }
        if (!isInReach(x, divisor)) {
            return values.invoke(LaneCall.FLOOR_DIVIDE, quotients(x, divisor), x, values.constant(divisor));
        }
        return outcome(x, divisor).quotient();
    }

    private boolean isInReach(Value x, long divisor) {
        return divisor <= MAX_DIVISOR
                && x.interval().high().add(bias(x, divisor)).bitLength() <= MAX_BITS
                && x.interval().low().bitLength() <= MAX_BITS;
    }

    /** The multiple of the divisor that makes all dividends positive. */
    private static BigInteger bias(Value x, long divisor) {
        BigInteger d = BigInteger.valueOf(divisor);
        BigInteger missing = x.interval().low().negate().max(ZERO);
        return missing.add(d).subtract(ONE).divide(d).multiply(d);
    }

    private Outcome outcome(Value x, long divisor) {
        BigInteger d = BigInteger.valueOf(divisor);
        Value constant = values.constant(divisor);
        long bias = bias(x, divisor).longValueExact();
        Value rest = values.add(x, values.constant(bias));
        Value quotient = values.constant(-(bias / divisor));
        int shift = exactShift(rest.interval().high(), d);
        while (shift < 0) {
            Value estimate = estimate(rest, divisor);
            BigInteger bound = boundAfterEstimate(rest.interval().high(), divisor);
            rest = values.differenceWithin(Interval.of(ZERO, bound), rest, values.multiply(estimate, constant));
            quotient = values.add(quotient, estimate);
            shift = exactShift(rest.interval().high(), d);
        }
        BigInteger factor = ONE.shiftLeft(shift).divide(d).add(ONE);
        Value last = values.shiftRight(values.multiply(rest, values.constant(factor.longValueExact())), shift);
        return new Outcome(
                values.sumWithin(quotients(x, divisor), quotient, last),
                values.differenceWithin(Interval.of(0, divisor - 1), rest, values.multiply(last, constant)));
    }

    private static Interval quotients(Value x, long divisor) {
        BigInteger d = BigInteger.valueOf(divisor);
        return Interval.of(
                floorDivide(x.interval().low(), d), floorDivide(x.interval().high(), d));
    }

    private static BigInteger floorDivide(BigInteger a, BigInteger d) {
        return a.subtract(a.mod(d)).divide(d);
    }

    /** The least shift that makes one product give the quotient of every dividend up to {@code most}; -1 if none fits. */
    private int exactShift(BigInteger most, BigInteger divisor) {
        for (int shift = 0; shift < values.width().bits() - 1; shift++) {
            BigInteger power = ONE.shiftLeft(shift);
            BigInteger factor = power.divide(divisor).add(ONE);
            BigInteger excess = factor.multiply(divisor).subtract(power);
            if (most.multiply(factor).bitLength() >= values.width().bits()) {
                return -1;
            }
            if (most.multiply(excess).compareTo(power) < 0) {
                return shift;
            }
        }
        return -1;
    }

    /** A quotient that is never too high: leading bits of the dividend times those of the reciprocal. */
    private Value estimate(Value x, long divisor) {
        if (values.width() != Width.LONG) {
            throw TooNarrowException.INSTANCE;
        }
        int dropped = droppedBits(x.interval().high());
        long reciprocal = ONE.shiftLeft(scale(divisor))
                .divide(BigInteger.valueOf(divisor))
                .longValueExact();
        Value product = values.multiply(values.shiftRight(x, dropped), values.constant(reciprocal));
        return values.shiftRight(product, scale(divisor) - dropped);
    }

    /**
     * What is left of a dividend up to X when the estimate's multiple is taken away: dropping bits of the dividend costs less
     * than 2^dropped, flooring the reciprocal at most {@code d X / 2^scale}, flooring the outcome d, and what is less than d
     * was left anyway.
     */
    private static BigInteger boundAfterEstimate(BigInteger most, long divisor) {
        BigInteger d = BigInteger.valueOf(divisor);
        BigInteger bound = ONE.shiftLeft(droppedBits(most))
                .add(d.multiply(most.shiftRight(scale(divisor)).add(ONE)))
                .add(d.shiftLeft(1));
        if (bound.compareTo(most) >= 0) {
            throw new AssertionError("an estimate that does not help: " + most + " / " + divisor);
        }
        return bound;
    }

    private static int droppedBits(BigInteger most) {
        return Math.max(0, most.bitLength() - ESTIMATE_BITS);
    }

    /** Of the reciprocal, so that it has not more than {@link #ESTIMATE_BITS} bits and a little. */
    private static int scale(long divisor) {
        return ESTIMATE_BITS + Long.SIZE - 1 - Long.numberOfLeadingZeros(divisor);
    }
}
