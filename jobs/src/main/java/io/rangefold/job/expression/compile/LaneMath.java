package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.function.LaneFailure;
import io.rangefold.job.expression.function.LongFunctions;
import io.rangefold.job.expression.function.Multiplicative;
import io.rangefold.job.expression.source.LaneSource;
import java.util.Arrays;

/**
 * Operators on 64-bit numbers of which it is not known that there is an outcome, or that it fits. Where it does not, they
 * throw {@link LaneFailure}. Called by compiled code; each is small enough to be compiled into it.
 */
public final class LaneMath {
    /** How many neighbouring {@code i} the loops without vectors take at a time: their lanes fit the first-level cache. */
    public static final int LANES = 512;

    /** Each lane's number. A table, since plain counters keep JDK 17 from making vector code of a loop. */
    public static final int[] INT_OFFSETS = new int[LANES];

    /** The same, in 64 bits. */
    public static final long[] LONG_OFFSETS = new long[LANES];

    static {
        Arrays.setAll(INT_OFFSETS, k -> k);
        Arrays.setAll(LONG_OFFSETS, k -> k);
    }

    private LaneMath() {}

    public static long add(long a, long b) {
        long sum = a + b;
        return checked(sum, ((a ^ sum) & (b ^ sum)) < 0);
    }

    public static long subtract(long a, long b) {
        long difference = a - b;
        return checked(difference, ((a ^ b) & (a ^ difference)) < 0);
    }

    public static long multiply(long a, long b) {
        long low = a * b;
        return checked(low, Math.multiplyHigh(a, b) != low >> 63);
    }

    public static long floorDivide(long a, long b) {
        checked(b, b == 0 || (b == -1 && a == Long.MIN_VALUE));
        return Math.floorDiv(a, b);
    }

    public static long floorRemainder(long a, long b) {
        return Math.floorMod(a, checked(b, b == 0));
    }

    public static long shiftLeft(long a, long count) {
        checked(count, count < 0 || (a != 0 && count >= Long.SIZE));
        long shifted = a << count;
        return a == 0 ? 0 : checked(shifted, shifted >> count != a);
    }

    public static long shiftRight(long a, long count) {
        return a >> Math.min(checked(count, count < 0), Long.SIZE - 1);
    }

    public static long power(long base, long exponent) {
        checked(exponent, exponent < 0);
        if (base >= -1 && base <= 1) {
            return exponent == 0 ? 1 : (exponent & 1) == 0 ? base * base : base;
        }
        checked(exponent, exponent >= Long.SIZE);
        long power = 1;
        for (long step = 0; step < exponent; step++) {
            power = multiply(power, base);
        }
        return power;
    }

    public static long popcount(long a) {
        return Long.bitCount(checked(a, a < 0));
    }

    public static long tau(long a) {
        return LongFunctions.multiplicative(Multiplicative.TAU, a);
    }

    public static long sigma(long a) {
        return LongFunctions.multiplicative(Multiplicative.SIGMA, a);
    }

    public static long phi(long a) {
        return LongFunctions.multiplicative(Multiplicative.PHI, a);
    }

    /** What a source filled in. */
    public static long filledIn(long a) {
        return checked(a, a == LaneSource.NONE);
    }

    /** What certainly has no value that fits. */
    public static long fail() {
        throw LaneFailure.INSTANCE;
    }

    private static long checked(long value, boolean fails) {
        if (fails) {
            throw LaneFailure.INSTANCE;
        }
        return value;
    }
}
