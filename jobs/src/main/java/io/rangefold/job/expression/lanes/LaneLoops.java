package io.rangefold.job.expression.lanes;

/**
 * One operator over many lanes, without overflow checks: for operands of which it is known that the outcome fits. Each
 * loop is plain enough for the JIT compiler to make vector code of it; comparisons use sign bits instead of branches.
 *
 * <p>{@code out} may be one of the operands. Lanes from {@code n} on are left alone.
 */
final class LaneLoops {
    private LaneLoops() {}

    static void add(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = a[k] + b[k];
        }
    }

    static void add(long[] a, long b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = a[k] + b;
        }
    }

    static void subtract(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = a[k] - b[k];
        }
    }

    static void multiply(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = a[k] * b[k];
        }
    }

    static void negate(long[] a, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = -a[k];
        }
    }

    static void complement(long[] a, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = ~a[k];
        }
    }

    static void abs(long[] a, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            long sign = a[k] >> 63;
            out[k] = (a[k] ^ sign) - sign;
        }
    }

    static void and(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = a[k] & b[k];
        }
    }

    static void or(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = a[k] | b[k];
        }
    }

    static void xor(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = a[k] ^ b[k];
        }
    }

    static void min(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = Math.min(a[k], b[k]);
        }
    }

    static void max(long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            out[k] = Math.max(a[k], b[k]);
        }
    }

    /** 1 where {@code a == b}, else 0; the other way round where {@code flip} is 1. */
    static void equal(long[] a, long[] b, long flip, long[] out, int n) {
        long one = flip ^ 1;
        for (int k = 0; k < n; k++) {
            long difference = a[k] ^ b[k];
            out[k] = ((difference | -difference) >>> 63) ^ one;
        }
    }

    /** 1 where {@code a < b}, else 0; the other way round where {@code flip} is 1. */
    static void less(long[] a, long[] b, long flip, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            long x = a[k];
            long y = b[k];
            out[k] = (((x & ~y) | (~(x ^ y) & (x - y))) >>> 63) ^ flip;
        }
    }

    /** 1 where {@code a} is 0, else 0; the other way round where {@code flip} is 1. */
    static void isZero(long[] a, long flip, long[] out, int n) {
        long one = flip ^ 1;
        for (int k = 0; k < n; k++) {
            out[k] = ((a[k] | -a[k]) >>> 63) ^ one;
        }
    }

    /** {@code a} where the condition is not 0, else {@code b}. */
    static void choose(long[] condition, long[] a, long[] b, long[] out, int n) {
        for (int k = 0; k < n; k++) {
            long mask = (condition[k] | -condition[k]) >> 63;
            out[k] = (a[k] & mask) | (b[k] & ~mask);
        }
    }
}
