package io.rangefold.job.factor;

/**
 * Whether this machine has {@link Math#fma}, on which {@link LaneField} rests, as an instruction. Where it has not, the JDK
 * computes it exactly through {@code BigDecimal}, some hundred times as slowly, and numbers are faster one by one.
 *
 * <p>JVMs have no common way of saying so, so it is measured once: a few rounds of few calls, interpreted, against as many
 * plain multiplications and additions. The interpreter uses the instruction too. The least time of each counts, since a thread
 * can be interrupted in any round. A wrong answer costs time only: what is found is the same.
 */
final class FusedMultiplyAdd {
    private static final int ROUNDS = 5;
    private static final int CALLS = 32;

    /** Measured, JDK 17 and 25, interpreted and compiled: 0.2 to 10 with the instruction, 115 and more without. */
    private static final int MAX_RATIO = 40;

    private static final boolean FAST = measure();

    private FusedMultiplyAdd() {}

    static boolean isFast() {
        return FAST;
    }

    /** Whether times of fused and of plain operations are those of like instructions. */
    static boolean isFast(long fusedNanos, long plainNanos) {
        return fusedNanos / MAX_RATIO <= plainNanos;
    }

    private static boolean measure() {
        double[] sum = {1 / 3.0};
        long fused = Long.MAX_VALUE;
        long plain = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum[0] = Math.fma(sum[0], 0.7, 0.1);
            }
            long middle = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
                sum[0] = plain(sum[0], 0.7, 0.1);
            }
            fused = Math.min(fused, middle - start);
            plain = Math.min(plain, System.nanoTime() - middle);
        }
        return isFast(fused, plain);
    }

    private static double plain(double x, double y, double z) {
        return x * y + z;
    }
}
