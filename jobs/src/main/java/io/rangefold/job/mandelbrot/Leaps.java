package io.rangefold.job.mandelbrot;

import java.util.Arrays;

/**
 * Many iterations of small deviations at once. While d is small beside Z, d^2 is nothing beside 2 Z d, and d becomes {@code A d + B c},
 * of which two in a row are another one (Zhuoran's bivariate linear approximation; C. Heiland-Allen, "Deep zoom theory and practice
 * (again)", mathr.co.uk, 2022). There is one for each 4, 8, 16 … iterations of an orbit, with the greatest |d| that it is for.
 *
 * <p>Takes 20 bytes for each iteration of the orbit.
 */
final class Leaps {
    /** The logarithm of the shortest leap, in iterations: shorter ones gain nothing. */
    private static final int SHORTEST = 2;

    /** What is left out of d is this part of it at most: no more than what rounding takes in some iterations. */
    private static final double ACCURACY = 0x1p-48;

    private static final int LEAPS_PER_PULSE = 1 << 14;

    /** Of each leap: A, B, and the square of the bound of |d|. */
    private static final int FIELDS = 5;

    private static final int BOUND = 4;

    private final Orbit orbit;
    private final double mostC;
    private final double[][] levels;
    private double most;

    /** @param mostC the greatest |c| there is */
    Leaps(Orbit orbit, double mostC, Runnable pulse) {
        this.orbit = orbit;
        this.mostC = mostC;
        // The first iteration, from Z = 0, is left out: nothing is small beside that.
        int leaps = Math.max(0, orbit.last() - 1) >> SHORTEST;
        int count = leaps == 0 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(leaps);
        this.levels = new double[count][];
        for (int level = 0; level < count; level++) {
            levels[level] = new double[FIELDS * (leaps >> level)];
            for (int leap = 0; leap < leaps >> level; leap++) {
                fill(level, leap);
                if (leap % LEAPS_PER_PULSE == 0) {
                    pulse.run();
                }
            }
        }
    }

    private void fill(int level, int leap) {
        double[] made = new double[FIELDS];
        if (level == 0) {
            int first = (leap << SHORTEST) + 1;
            single(first, made);
            double[] next = new double[FIELDS];
            for (int at = first + 1; at < first + (1 << SHORTEST); at++) {
                single(at, next);
                append(made, next);
            }
        } else {
            double[] halves = levels[level - 1];
            System.arraycopy(halves, 2 * leap * FIELDS, made, 0, FIELDS);
            made[BOUND] = Math.sqrt(made[BOUND]);
            double[] second = Arrays.copyOfRange(halves, (2 * leap + 1) * FIELDS, (2 * leap + 2) * FIELDS);
            second[BOUND] = Math.sqrt(second[BOUND]);
            append(made, second);
        }
        made[BOUND] *= made[BOUND];
        most = Math.max(most, made[BOUND]);
        System.arraycopy(made, 0, levels[level], leap * FIELDS, FIELDS);
    }

    private void single(int at, double[] made) {
        made[0] = 2 * orbit.x()[at];
        made[1] = 2 * orbit.y()[at];
        made[2] = 1;
        made[3] = 0;
        made[BOUND] = ACCURACY * Math.sqrt(made[0] * made[0] + made[1] * made[1]);
    }

    /** Makes {@code made}, followed by {@code next}, of {@code made}; here with the bounds themselves, not their squares. */
    private void append(double[] made, double[] next) {
        double a = Math.sqrt(made[0] * made[0] + made[1] * made[1]);
        double b = Math.sqrt(made[2] * made[2] + made[3] * made[3]);
        double bound = Math.min(made[BOUND], Math.max(0, (next[BOUND] - b * mostC) / a));
        double ax = next[0] * made[0] - next[1] * made[1];
        double ay = next[0] * made[1] + next[1] * made[0];
        double bx = next[0] * made[2] - next[1] * made[3] + next[2];
        double by = next[0] * made[3] + next[1] * made[2] + next[3];
        made[0] = ax;
        made[1] = ay;
        made[2] = bx;
        made[3] = by;
        // What has overflown, or was never small enough, is for no d.
        made[BOUND] = bound > 0 && Double.isFinite(ax + ay + bx + by) ? bound : 0;
    }

    /** No leap is for deviations of that square, or a greater one. */
    double most() {
        return most;
    }

    /**
     * The level of the longest leap from index {@code at} of the orbit on that is for deviations of that square; -1 if there is
     * none. A level's leaps take twice the iterations of the one below.
     */
    int find(int at, double square) {
        int leap = (at - 1) >> SHORTEST;
        if (at == 0 || (at - 1 & (1 << SHORTEST) - 1) != 0 || !isFor(0, leap, square)) {
            return -1;
        }
        int level = 0;
        while ((leap & 1) == 0 && isFor(level + 1, leap >> 1, square)) {
            leap >>= 1;
            level++;
        }
        return level;
    }

    private boolean isFor(int level, int leap, double square) {
        return level < levels.length
                && leap * FIELDS < levels[level].length
                && square < levels[level][leap * FIELDS + BOUND];
    }

    /** How many iterations a leap of that level takes. */
    static int length(int level) {
        return 1 << SHORTEST + level;
    }

    /** A and B of a level's leaps: where those from {@code at} on begin, {@link #offset} says. */
    double[] level(int level) {
        return levels[level];
    }

    static int offset(int level, int at) {
        return (at - 1 >> SHORTEST + level) * FIELDS;
    }
}
