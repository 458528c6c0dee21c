package io.rangefold.job.factor;

import io.rangefold.job.factor.LaneQueue.Composite;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Factors up to {@link #SIZE} numbers together: composites of fitting sizes share {@link LaneCurves}; the rest, and what is left
 * when too few lanes are filled, is left to {@link Factorizer}; so is all where {@link FusedMultiplyAdd} is slow. For one thread.
 */
final class FactorBlock {
    /** How many numbers: enough to fill the lanes for nine tenths of the time. */
    static final int SIZE = 1_024;

    /** Larger numbers are not for blocks. */
    static final int MAX_BITS = CurveSchedule.MAX_LANE_BITS;

    private final Pulse pulse;
    private final Factorizer factorizer;
    private final boolean lanes;
    private final Factors[] found = new Factors[SIZE];
    private final LaneQueue[] queues = new LaneQueue[CurveSchedule.LANE_CLASSES];
    private final LaneQueue.Sink sink = new LaneQueue.Sink() {
        @Override
        public void split(Composite composite, BigInteger divisor) {
            FactorBlock.this.split(divisor, composite.owner());
            FactorBlock.this.split(composite.n().divide(divisor), composite.owner());
        }

        @Override
        public void giveUp(Composite composite) {
            factorizer.split(composite.n(), found[composite.owner()]);
        }
    };
    private int size;

    FactorBlock(Factorizer factorizer, Pulse pulse) {
        this(factorizer, pulse, FusedMultiplyAdd.isFast());
    }

    /** @param lanes whether numbers may share curves */
    FactorBlock(Factorizer factorizer, Pulse pulse, boolean lanes) {
        this.factorizer = factorizer;
        this.pulse = pulse;
        this.lanes = lanes;
        Arrays.setAll(found, i -> new Factors());
        Arrays.setAll(queues, CurveSchedule::newLaneQueue);
    }

    /** Forgets all numbers, also after a stop amidst of {@link #finish()}. */
    void clear() {
        size = 0;
        for (LaneQueue queue : queues) {
            queue.clear();
        }
    }

    int size() {
        return size;
    }

    /** Adds a number {@code n >= 1}, unsigned. */
    void add(long n) {
        int owner = size++;
        found[owner].clear();
        split(TrialDivision.strip(n, found[owner]), owner);
    }

    /** Adds a number of at most {@link #MAX_BITS} bits, at least 1. */
    void add(BigInteger n) {
        if (n.bitLength() <= Long.SIZE) {
            add(n.longValue());
            return;
        }
        int owner = size++;
        found[owner].clear();
        split(TrialDivision.strip(n, TrialDivision.WORD_BOUND, found[owner]), owner);
    }

    /** Factors all that were added. */
    void finish() {
        for (LaneQueue queue : queues) {
            for (int run = 0; queue.isWorthwhile(); run++) {
                pulse.beat();
                queue.run(run % LaneCurves.CURVES, sink);
            }
        }
        for (LaneQueue queue : queues) {
            queue.drain(sink);
        }
        for (int i = 0; i < size; i++) {
            found[i].seal();
        }
    }

    /** The factors of the i-th number, once {@link #finish()} was called; until the next {@link #add}. */
    Factors found(int i) {
        return found[i];
    }

    private void split(BigInteger n, int owner) {
        if (n.bitLength() <= Long.SIZE) {
            split(n.longValue(), owner);
            return;
        }
        pulse.beat();
        int at = laneClass(n.bitLength());
        if (at < 0 || n.sqrtAndRemainder()[1].signum() == 0) {
            factorizer.split(n, found[owner]);
        } else if (WidePrimality.isProbablePrime(n, pulse)) {
            found[owner].add(n);
        } else {
            queues[at].add(new Composite(n, owner));
        }
    }

    private void split(long n, int owner) {
        int at = laneClass(Long.SIZE - Long.numberOfLeadingZeros(n));
        if (at < 0 || WordPrimality.isSquare(n)) {
            factorizer.split(n, found[owner]);
        } else if (WordPrimality.isPrime(n)) {
            found[owner].add(n);
        } else {
            queues[at].add(new Composite(BigInteger.valueOf(n), owner));
        }
    }

    private int laneClass(int bits) {
        return lanes ? CurveSchedule.laneClass(bits) : -1;
    }
}
