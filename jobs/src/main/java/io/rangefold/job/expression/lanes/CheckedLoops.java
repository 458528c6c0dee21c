package io.rangefold.job.expression.lanes;

import io.rangefold.job.expression.function.LaneFailure;

/**
 * One operator over many lanes, for operands of which it is not known that the outcome fits 64 bits, or that there is one:
 * where some lane's does not, {@link LaneFailure} is thrown, and {@code out} holds nothing of use.
 */
final class CheckedLoops {
    private CheckedLoops() {}

    static void add(long[] a, long[] b, long[] out, int n) {
        long overflow = 0;
        for (int k = 0; k < n; k++) {
            long sum = a[k] + b[k];
            overflow |= (a[k] ^ sum) & (b[k] ^ sum);
            out[k] = sum;
        }
        failIf(overflow < 0);
    }

    static void subtract(long[] a, long[] b, long[] out, int n) {
        long overflow = 0;
        for (int k = 0; k < n; k++) {
            long difference = a[k] - b[k];
            overflow |= (a[k] ^ b[k]) & (a[k] ^ difference);
            out[k] = difference;
        }
        failIf(overflow < 0);
    }

    static void multiply(long[] a, long[] b, long[] out, int n) {
        long overflow = 0;
        for (int k = 0; k < n; k++) {
            long low = a[k] * b[k];
            overflow |= Math.multiplyHigh(a[k], b[k]) ^ (low >> 63);
            out[k] = low;
        }
        failIf(overflow != 0);
    }

    static void negate(long[] a, long[] out, int n) {
        failOnLeast(a, n);
        LaneLoops.negate(a, out, n);
    }

    static void abs(long[] a, long[] out, int n) {
        failOnLeast(a, n);
        LaneLoops.abs(a, out, n);
    }

    static void floorDivide(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            long divisor = b[k];
            if (divisor == 0 || (divisor == -1 && a[k] == Long.MIN_VALUE)) {
                throw LaneFailure.INSTANCE;
            }
            out[k] = Math.floorDiv(a[k], divisor);
        }
    }

    static void floorRemainder(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            if (b[k] == 0) {
                throw LaneFailure.INSTANCE;
            }
            out[k] = Math.floorMod(a[k], b[k]);
        }
    }

    static void shiftLeft(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            long count = b[k];
            if (count < 0 || (a[k] != 0 && count >= Long.SIZE)) {
                throw LaneFailure.INSTANCE;
            }
            long shifted = a[k] << count;
            if (a[k] != 0 && shifted >> count != a[k]) {
                throw LaneFailure.INSTANCE;
            }
            out[k] = a[k] == 0 ? 0 : shifted;
        }
    }

    static void shiftRight(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            if (b[k] < 0) {
                throw LaneFailure.INSTANCE;
            }
            out[k] = a[k] >> Math.min(b[k], 63);
        }
    }

    static void power(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = power(a[k], b[k]);
        }
    }

    private static long power(long base, long exponent) {
        if (exponent < 0) {
            throw LaneFailure.INSTANCE;
        }
        if (base >= -1 && base <= 1) {
            return exponent == 0 ? 1 : (exponent & 1) == 0 ? base * base : base;
        }
        if (exponent >= Long.SIZE) {
            throw LaneFailure.INSTANCE;
        }
        long power = 1;
        for (int step = 0; step < exponent; step++) {
            long low = power * base;
            if (Math.multiplyHigh(power, base) != low >> 63) {
                throw LaneFailure.INSTANCE;
            }
            power = low;
        }
        return power;
    }

    private static void failOnLeast(long[] a, int n) {
        boolean least = false;
        for (int k = 0; k < n; k++) {
            least |= a[k] == Long.MIN_VALUE;
        }
        failIf(least);
    }

    private static void failIf(boolean failed) {
        if (failed) {
            throw LaneFailure.INSTANCE;
        }
    }
}
