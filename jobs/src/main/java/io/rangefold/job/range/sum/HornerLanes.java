package io.rangefold.job.range.sum;

import java.util.Arrays;

/**
 * Evaluates a polynomial at neighbouring integers by Horner's rule, modulo 2^64, and adds each value to a lane of its own.
 *
 * <p>Plain counted reductions run at scalar speed on every JDK tried (17 and 25), sums into a table of lanes in vector
 * code. Bodies with more than one step of i were vectorized on one of the two only; these are on both.
 */
final class HornerLanes {
    /** So many lanes and the sums in them fit the first-level cache several times. */
    static final int LANES = 512;

    private static final long[] OFFSETS = new long[LANES];

    static {
        Arrays.setAll(OFFSETS, k -> k);
    }

    private final long[] coefficients;
    private final long[] sums = new long[LANES];
    private final long[] values = new long[LANES];

    /** @param coefficients by power, from the constant on, modulo 2^64 */
    HornerLanes(long[] coefficients) {
        this.coefficients = coefficients.clone();
    }

    /** The sum of what the lanes hold, modulo 2^64; empties them. */
    long flush() {
        long total = 0;
        for (long lane : sums) {
            total += lane;
        }
        Arrays.fill(sums, 0);
        return total;
    }

    /** Adds the values at the {@code steps} {@link #LANES} integers from {@code first} on. */
    void addSteps(long first, long steps) {
        long x = first;
        for (long step = 0; step < steps; step++) {
            add(x, LANES);
            x += LANES;
        }
    }

    /** Adds the values at the {@code n} integers from {@code first} on; {@code n <= LANES}. */
    void add(long first, int n) {
        if (coefficients.length == 1) {
            constant(sums, coefficients[0], n);
        } else {
            horner(first, n);
        }
    }

    private static void constant(long[] sums, long c0, int n) {
        for (int k = 0; k < n; k++) {
            sums[k] += c0;
        }
    }

    private void horner(long first, int n) {
        int degree = coefficients.length - 1;
        Arrays.fill(values, 0, n, coefficients[degree]);
        for (int power = degree - 1; power > 0; power--) {
            step(values, OFFSETS, first, coefficients[power], n);
        }
        lastStep(sums, values, OFFSETS, first, coefficients[0], n);
    }

    private static void step(long[] values, long[] offsets, long first, long c, int n) {
        for (int k = 0; k < n; k++) {
            values[k] = values[k] * (offsets[k] + first) + c;
        }
    }

    private static void lastStep(long[] sums, long[] values, long[] offsets, long first, long c, int n) {
        for (int k = 0; k < n; k++) {
            sums[k] += values[k] * (offsets[k] + first) + c;
        }
    }
}
