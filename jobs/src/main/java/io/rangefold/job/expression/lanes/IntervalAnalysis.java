package io.rangefold.job.expression.lanes;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.UnaryOperator;
import java.math.BigInteger;
import java.util.List;

/**
 * Interval arithmetic (R. E. Moore, "Interval Analysis", 1966) over expressions: from what the operands lie within to what
 * the outcome lies within, wherever there is an outcome. Errs to the wide side; an operator's outcome is a single point only
 * if there is one.
 */
public final class IntervalAnalysis {
    private static final BigInteger MAX_SHIFT = BigInteger.valueOf(128);

    /** No start below 2^63 takes so many steps: all below 2^68 were followed (D. Barina, 2020). */
    private static final long MAX_COLLATZ_STEPS = 1L << 20;

    /** The most divisors of a number below 10^19 (OEIS A066150). */
    private static final long MAX_DIVISORS = 161_280;

    /** {@code sigma(x) < 7 x} below 2^63 (G. Robin, J. Math. Pures Appl. 63 (1984) 187: {@code e^g ln ln x + 0.65 / ln ln x}). */
    private static final BigInteger MAX_ABUNDANCY = BigInteger.valueOf(7);

    private IntervalAnalysis() {}

    public static Interval unary(UnaryOperator operator, Interval x) {
        if (operator == UnaryOperator.NOT) {
            return Interval.TRUTH;
        }
        if (x.isWide()) {
            return Interval.WIDE;
        }
        return operator == UnaryOperator.NEGATE
                ? Interval.of(x.high().negate(), x.low().negate())
                : Interval.of(x.high().not(), x.low().not());
    }

    public static Interval binary(BinaryOperator operator, Interval a, Interval b) {
        if (operator.isComparison() || operator == BinaryOperator.AND || operator == BinaryOperator.OR) {
            return Interval.TRUTH;
        }
        if (operator == BinaryOperator.REMAINDER) {
            return remainder(a, b);
        }
        if (operator == BinaryOperator.BIT_AND && (a.isNotNegative() || b.isNotNegative())) {
            return Interval.of(
                    ZERO,
                    a.isNotNegative() && b.isNotNegative()
                            ? a.high().min(b.high())
                            : a.isNotNegative() ? a.high() : b.high());
        }
        if (a.isWide() || b.isWide()) {
            return Interval.WIDE;
        }
        return switch (operator) {
            case ADD -> Interval.of(a.low().add(b.low()), a.high().add(b.high()));
            case SUBTRACT -> Interval.of(a.low().subtract(b.high()), a.high().subtract(b.low()));
            case MULTIPLY -> multiply(a, b);
            case DIVIDE -> divide(a, b);
            case POWER -> power(a, b);
            case SHIFT_LEFT -> shiftLeft(a, b);
            case SHIFT_RIGHT -> shiftRight(a, b);
            case BIT_OR, BIT_XOR, BIT_AND -> bits(a, b);
            default -> throw new AssertionError(operator);
        };
    }

    public static Interval call(Function function, List<Interval> arguments) {
        Interval x = arguments.get(0);
        return switch (function) {
            case ISPRIME, ISSQUARE -> Interval.TRUTH;
            case ABS -> x.abs();
            case MIN -> arguments.stream().reduce(x, IntervalAnalysis::min);
            case MAX -> arguments.stream().reduce(x, IntervalAnalysis::max);
            case GCD -> arguments.stream().map(Interval::abs).reduce(Interval.of(0, 0), IntervalAnalysis::gcd);
            case LCM -> arguments.stream().map(Interval::abs).reduce(Interval.of(1, 1), IntervalAnalysis::lcm);
            case ISQRT ->
                x.isWide()
                        ? Interval.WIDE
                        : Interval.of(ZERO, x.high().max(ZERO).sqrt());
            case POPCOUNT -> Interval.of(0, x.isWide() ? 1 << 17 : x.high().bitLength());
            case DIGITS -> Interval.of(1, x.isWide() ? 1 << 17 : x.magnitude().bitLength() + 1);
            case DIGITSUM ->
                Interval.of(0, x.isWide() ? 1 << 20 : 9L * (x.magnitude().bitLength() + 1));
            case COLLATZ -> x.fitsLong() ? Interval.of(0, MAX_COLLATZ_STEPS) : Interval.WIDE;
            case TAU -> tau(x);
            case SIGMA -> sigma(x);
            case PHI -> Interval.of(ONE, x.high().max(ONE));
            case POWMOD -> remainder(Interval.WIDE, arguments.get(2));
        };
    }

    private static Interval tau(Interval x) {
        if (x.fitsLong()) {
            return Interval.of(1, MAX_DIVISORS);
        }
        // Of two divisors whose product is x, one is at most its root.
        return x.isWide()
                ? Interval.WIDE
                : Interval.of(ONE, x.high().max(ONE).sqrt().shiftLeft(1));
    }

    private static Interval sigma(Interval x) {
        if (x.isWide()) {
            return Interval.WIDE;
        }
        BigInteger high = x.high().max(ONE);
        // 1 + 1/2 + … + 1/x is at most 1 + ln x, which is at most the number of bits.
        BigInteger abundancy = x.fitsLong() ? MAX_ABUNDANCY : BigInteger.valueOf(high.bitLength());
        return Interval.of(ONE, high.multiply(abundancy));
    }

    private static Interval multiply(Interval a, Interval b) {
        return Interval.hull(
                a.low().multiply(b.low()),
                a.low().multiply(b.high()),
                a.high().multiply(b.low()),
                a.high().multiply(b.high()));
    }

    private static Interval divide(Interval a, Interval b) {
        if (a.isPoint() && b.isPoint() && b.low().signum() != 0) {
            BigInteger rest = remainder(a, b).low();
            return Interval.hull(a.low().subtract(rest).divide(b.low()));
        }
        BigInteger bound = a.magnitude().add(ONE);
        return a.isNotNegative() && b.isPositive()
                ? Interval.of(ZERO, a.high().divide(b.low()))
                : Interval.of(bound.negate(), bound);
    }

    private static Interval remainder(Interval a, Interval b) {
        if (b.isWide()) {
            return Interval.WIDE;
        }
        if (!a.isWide() && a.isPoint() && b.isPoint() && b.low().signum() != 0) {
            BigInteger rest = a.low().mod(b.low().abs());
            return Interval.hull(b.low().signum() < 0 && rest.signum() != 0 ? rest.add(b.low()) : rest);
        }
        if (a.isNotNegative() && b.isPositive() && !a.isWide() && a.high().compareTo(b.low()) < 0) {
            return a;
        }
        // One too low, so that an error is never taken for a constant.
        BigInteger low = b.isPositive() ? ZERO : b.low().min(ONE.negate());
        BigInteger high = b.high().subtract(ONE).max(ZERO);
        if (a.isNotNegative() && b.isPositive() && !a.isWide()) {
            high = high.min(a.high());
        }
        return Interval.of(low, high);
    }

    private static Interval power(Interval a, Interval b) {
        BigInteger exponent = b.high().max(ZERO);
        if (exponent.compareTo(MAX_SHIFT) > 0) {
            return a.magnitude().compareTo(ONE) <= 0 ? Interval.of(-1, 1) : Interval.WIDE;
        }
        int most = exponent.intValue();
        if ((long) a.magnitude().bitLength() * most > 8_192) {
            return Interval.WIDE;
        }
        BigInteger bound = a.magnitude().pow(most).max(ONE);
        if (a.isPoint() && b.isPoint() && b.isNotNegative()) {
            return Interval.hull(a.low().pow(most));
        }
        return a.isNotNegative() || (b.isPoint() && most % 2 == 0)
                ? Interval.of(ZERO, bound)
                : Interval.of(bound.negate(), bound);
    }

    private static Interval shiftLeft(Interval a, Interval b) {
        if (b.low().signum() < 0 || b.high().compareTo(MAX_SHIFT) > 0) {
            return Interval.WIDE;
        }
        return multiply(
                a,
                Interval.hull(
                        ONE.shiftLeft(b.low().intValue()),
                        ONE.shiftLeft(b.high().intValue())));
    }

    private static Interval shiftRight(Interval a, Interval b) {
        if (a.isPoint() && b.isPoint() && b.isNotNegative()) {
            return Interval.hull(a.low().shiftRight(b.low().min(MAX_SHIFT).intValue()));
        }
        return Interval.of(a.low().min(ONE.negate()), a.high().max(ZERO));
    }

    private static Interval bits(Interval a, Interval b) {
        int bits = Math.max(
                Math.max(a.low().bitLength(), a.high().bitLength()),
                Math.max(b.low().bitLength(), b.high().bitLength()));
        BigInteger bound = ONE.shiftLeft(bits);
        return Interval.of(a.isNotNegative() && b.isNotNegative() ? ZERO : bound.negate(), bound.subtract(ONE));
    }

    private static Interval min(Interval a, Interval b) {
        return a.isWide() || b.isWide()
                ? Interval.WIDE
                : Interval.of(a.low().min(b.low()), a.high().min(b.high()));
    }

    private static Interval max(Interval a, Interval b) {
        return a.isWide() || b.isWide()
                ? Interval.WIDE
                : Interval.of(a.low().max(b.low()), a.high().max(b.high()));
    }

    /** At most the greater of both: the other may be 0. */
    private static Interval gcd(Interval a, Interval b) {
        return a.isWide() || b.isWide()
                ? Interval.WIDE
                : Interval.of(ZERO, a.high().max(b.high()));
    }

    private static Interval lcm(Interval a, Interval b) {
        return a.isWide() || b.isWide()
                ? Interval.WIDE
                : Interval.of(ZERO, a.high().multiply(b.high()));
    }
}
