package io.rangefold.job.factor;

import java.util.Arrays;

/**
 * Multiples by differential additions, where the sum of two points needs their difference: chains of three points A, B and C =
 * A - B by P. Montgomery's algorithm PRAC ("Evaluating recurrences of form X_m+n = f(X_m, X_n, X_m-n) via Lucas chains", 1992,
 * table 4). A prime p takes about {@code 1.5 log2 p} steps, against {@code 2 log2 p} of a ladder.
 *
 * <p>Chains are bytes; each prime begins with {@link #BEGIN} and ends with {@link #END}.
 */
final class LucasChain {
    /** {@code B = A, C = A, A = 2A}. */
    static final byte BEGIN = 0;

    /** The rules of the table: {@code A, B, C} become {@code 2A + B, A + 2B, A - B}; C and the order of A and B do not matter. */
    static final byte RULE_1 = 1;

    /** {@code 2A, A + B}, difference C. */
    static final byte RULE_2 = 2;

    /** {@code A, A + B}, difference B. */
    static final byte RULE_3 = 3;

    /** {@code 2A, B} and {@code A + C}, the difference. */
    static final byte RULE_5 = 5;

    /** {@code 3A, 3A + B}, difference B. */
    static final byte RULE_6 = 6;

    /** {@code 3A, 2A + B}, difference C. */
    static final byte RULE_7 = 7;

    /** {@code 3A, A + B}, difference {@code A + C}. */
    static final byte RULE_8 = 8;

    /** {@code A, 2B}, difference {@code C - B}. */
    static final byte RULE_9 = 9;

    /** A and B change places. */
    static final byte SWAP = 10;

    /** {@code A = A + B}, the multiple. */
    static final byte END = 11;

    /** The golden ratio, and numbers whose continued fractions have one or two 2 among the ones: starts of short chains. */
    private static final double[] RATIOS = {
        1.618033988749895,
        1.723606797749979,
        1.618347119656228,
        1.617914406528817,
        1.612429949509495,
        1.632839806088707,
        1.620181980807415,
        1.580178728295464,
        1.617214616534404,
        1.381966011250105
    };

    private static final int SUM_COST = 6;
    private static final int TWICE_COST = 5;

    private byte[] bytes = new byte[1024];
    private int length;

    /** Appends the cheapest chain for the prime {@code p >= 3}. */
    void add(int p) {
        int start = length;
        int bestCost = Integer.MAX_VALUE;
        double best = RATIOS[0];
        for (double ratio : RATIOS) {
            int cost = write(p, ratio);
            length = start;
            if (cost < bestCost) {
                bestCost = cost;
                best = ratio;
            }
        }
        write(p, best);
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** Writes a chain and gives its cost in multiplications; too much if the ratio leads to none. */
    private int write(int p, double ratio) {
        int d = (int) (p / ratio + 0.5);
        int cost = emit(BEGIN, TWICE_COST);
        int e = 2 * d - p;
        d = p - d;
        while (d != e) {
            if (e <= 0 || d <= 0) {
                return Integer.MAX_VALUE;
            }
            if (d < e) {
                int swapped = d;
                d = e;
                e = swapped;
                emit(SWAP, 0);
            }
            if (4 * (long) d <= 5 * (long) e && (d + e) % 3 == 0) {
                int third = (2 * d - e) / 3;
                e = (2 * e - d) / 3;
                d = third;
                cost += emit(RULE_1, 3 * SUM_COST);
            } else if (4 * (long) d <= 5 * (long) e && (d - e) % 6 == 0 || (d & 1) == (e & 1) && d > 4 * (long) e) {
                d = (d - e) / 2;
                cost += emit(RULE_2, SUM_COST + TWICE_COST);
            } else if (d <= 4 * (long) e) {
                d -= e;
                cost += emit(RULE_3, SUM_COST);
            } else if ((d & 1) == 0) {
                d /= 2;
                cost += emit(RULE_5, SUM_COST + TWICE_COST);
            } else if (d % 3 == 0) {
                d = d / 3 - e;
                cost += emit(RULE_6, 3 * SUM_COST + TWICE_COST);
            } else if ((d + e) % 3 == 0) {
                d = (d - 2 * e) / 3;
                cost += emit(RULE_7, 3 * SUM_COST + TWICE_COST);
            } else if ((d - e) % 3 == 0) {
                d = (d - e) / 3;
                cost += emit(RULE_8, 3 * SUM_COST + TWICE_COST);
            } else {
                e /= 2;
                cost += emit(RULE_9, SUM_COST + TWICE_COST);
            }
        }
        cost += emit(END, SUM_COST);
        return d == 1 ? cost : Integer.MAX_VALUE;
    }

    private int emit(byte step, int cost) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * length);
        }
        bytes[length++] = step;
        return cost;
    }
}
