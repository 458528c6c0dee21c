package io.rangefold.job.expression.function;

/**
 * The number of steps {@code n -> n/2} (even) or {@code 3n+1} (odd) from n to 1 (OEIS A006577), 12 halvings at a time.
 *
 * <p>With {@code n = 2^12 h + r}, the next 12 halvings and the triplings among them depend on r alone: they lead to
 * {@code 3^t h + s}, where t is the number of triplings and s is where r itself gets (Oliveira e Silva, "Maximum excursion
 * and stopping time record-holders for the 3x+1 problem", Mathematics of Computation 68, 1999). Below 2^20 the steps are
 * known; a start above can't pass 1 on the way there.
 *
 * <p>A chain of jumps waits for memory and multiplier; {@link #ofAll} takes a jump of each of many numbers in turn, 11 ns a
 * number below 2^27 where one by one takes 14 ns. Tables: 16 KiB of jumps, 2 MiB of steps. Measured side by side, with
 * other tables: 14 ns with 2^16 steps known, 11 ns with 2^20 and jumps of 14 or 16.
 */
final class CollatzSteps {
    /** Some number on the way does not fit 64 bits. */
    static final long TOO_LARGE = -1;

    private static final int BITS = 12;
    private static final int MASK = (1 << BITS) - 1;

    /** Below this, the steps are known. */
    private static final int KNOWN = 1 << 20;

    /** Below this, 12 halvings can't overflow: {@code 3^12 h + s < 2^63}. */
    private static final long JUMP_BOUND = 1L << 55;

    private static final long TRIPLE_BOUND = (Long.MAX_VALUE - 1) / 3;

    private static final int TRIPLINGS_BITS = 5;
    private static final int TRIPLINGS_MASK = (1 << TRIPLINGS_BITS) - 1;

    private static final long[] POWERS_OF_THREE = new long[BITS + 1];
    /** By r: t, and s in the bits above. */
    private static final int[] JUMPS = new int[1 << BITS];
    /** By n: the steps to 1. */
    private static final short[] STEPS = new short[KNOWN];

    static {
        POWERS_OF_THREE[0] = 1;
        for (int t = 1; t <= BITS; t++) {
            POWERS_OF_THREE[t] = 3 * POWERS_OF_THREE[t - 1];
        }
        for (int r = 0; r < JUMPS.length; r++) {
            JUMPS[r] = jump(r);
        }
        fillSteps();
    }

    private CollatzSteps() {}

    /**
     * The steps from {@code start} to 1, or {@link #TOO_LARGE}.
     *
     * @param start at least 1
     */
    static long of(long start) {
        long n = start;
        long steps = 0;
        while (n >= KNOWN) {
            if (n < JUMP_BOUND) {
                int jump = JUMPS[(int) n & MASK];
                n = landing(n, jump);
                steps += BITS + (jump & TRIPLINGS_MASK);
            } else if ((n & 1) == 0) {
                n >>= 1;
                steps++;
            } else if (n <= TRIPLE_BOUND) {
                n = 3 * n + 1;
                steps++;
            } else {
                return TOO_LARGE;
            }
        }
        return steps + STEPS[(int) n];
    }

    /**
     * Puts the steps from the first {@code n} of {@code starts}, each at least 1, into {@code steps}, or {@link #TOO_LARGE}.
     * Those that are not known yet are kept together, so that no jump is taken in vain.
     */
    static void ofAll(long[] starts, long[] steps, int n) {
        long[] at = new long[n];
        int[] lanes = new int[n];
        int active = 0;
        for (int k = 0; k < n; k++) {
            at[k] = starts[k];
            steps[k] = 0;
            lanes[active] = k;
            active += starts[k] >= KNOWN ? 1 : 0;
        }
        while (active > 0) {
            active = jumpAll(at, steps, lanes, active);
        }
        for (int k = 0; k < n; k++) {
            steps[k] = at[k] == 0 ? TOO_LARGE : steps[k] + STEPS[(int) at[k]];
        }
    }

    /** One jump each; says how many are above the known ones still. What does not fit is set to 0. */
    private static int jumpAll(long[] at, long[] steps, int[] lanes, int active) {
        int left = 0;
        for (int k = 0; k < active; k++) {
            int lane = lanes[k];
            long n = at[lane];
            if (n >= JUMP_BOUND) {
                long rest = of(n);
                at[lane] = rest == TOO_LARGE ? 0 : 1;
                steps[lane] += rest;
                continue;
            }
            int jump = JUMPS[(int) n & MASK];
            n = landing(n, jump);
            at[lane] = n;
            steps[lane] += BITS + (jump & TRIPLINGS_MASK);
            lanes[left] = lane;
            left += n >= KNOWN ? 1 : 0;
        }
        return left;
    }

    private static long landing(long n, int jump) {
        return (n >> BITS) * POWERS_OF_THREE[jump & TRIPLINGS_MASK] + (jump >> TRIPLINGS_BITS);
    }

    private static int jump(int r) {
        int n = r;
        int triplings = 0;
        for (int halving = 0; halving < BITS; halving++) {
            if ((n & 1) != 0) {
                n = 3 * n + 1;
                triplings++;
            }
            n >>= 1;
        }
        return n << TRIPLINGS_BITS | triplings;
    }

    /** Each by way of a smaller one, which takes 3.5 steps on average. */
    private static void fillSteps() {
        for (int start = 2; start < KNOWN; start++) {
            int steps = 0;
            long n = start;
            while (n >= start) {
                n = (n & 1) == 0 ? n >> 1 : 3 * n + 1;
                steps++;
            }
            STEPS[start] = (short) (steps + STEPS[(int) n]);
        }
    }
}
