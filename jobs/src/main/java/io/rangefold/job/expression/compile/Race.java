package io.rangefold.job.expression.compile;

/**
 * Finds out which of two forms of a program is faster. Vector code is up to a thousand times slower than tables until the
 * JIT compiler has taken it on, which takes some thousand calls: it is run in small probes, for a part of the time, until it
 * wins. Shared by all threads that run the program; races between them cost a probe at most.
 */
final class Race {
    /** Probes may take one part of the time in so many. */
    private static final int PROBE_SHARE = 4;

    /** What ends sooner is not worth making code for vectors. */
    private static final long HEAD_START_NANOS = 20_000_000;

    /** So many probes in a row must be faster. */
    private static final int WINS = 3;

    /** After that much time the vectors have lost. */
    private static final long MAX_PROBE_NANOS = 1_500_000_000;

    private volatile boolean decided;
    private volatile boolean vectorsWon;
    private double tableRate;
    private long tableNanos;
    private long probeNanos;
    private int wins;

    /** Whether vectors have won. */
    boolean vectorsWon() {
        return vectorsWon;
    }

    boolean isDecided() {
        return decided;
    }

    /** Whether a probe of the vectors is due. */
    boolean probeIsDue() {
        return !decided && tableNanos > HEAD_START_NANOS && probeNanos * PROBE_SHARE <= tableNanos + probeNanos;
    }

    void tablesTook(long items, long nanos) {
        tableNanos += nanos;
        tableRate = Math.max(tableRate * 0.99, items / (nanos + 1.0));
    }

    void probeTook(long items, long nanos) {
        probeNanos += nanos;
        wins = items / (nanos + 1.0) > tableRate ? wins + 1 : 0;
        if (wins >= WINS || probeNanos > MAX_PROBE_NANOS) {
            decide(wins >= WINS);
        }
    }

    /** Ends the race. */
    void decide(boolean forVectors) {
        vectorsWon = forVectors;
        decided = true;
    }
}
