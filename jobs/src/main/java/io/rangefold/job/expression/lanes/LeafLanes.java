package io.rangefold.job.expression.lanes;

import io.rangefold.job.expression.function.LaneFailure;
import java.util.Arrays;

/** What has no operands: numbers, {@code i}, and parts without {@code i}, which are evaluated once. */
final class LeafLanes {
    private LeafLanes() {}

    /** The variable. */
    static final class Index extends LaneNode {
        Index(Interval interval) {
            super(interval, true);
        }

        @Override
        long[] evaluate(long[] i, int n) {
            return i;
        }
    }

    /** A number that fits. */
    static final class Constant extends LaneNode {
        private final long value;
        private final long[] lanes = new long[MAX_LANES];

        Constant(long value) {
            super(Interval.of(value, value), true);
            this.value = value;
            Arrays.fill(lanes, value);
        }

        long value() {
            return value;
        }

        @Override
        boolean isInvariant() {
            return true;
        }

        @Override
        long[] evaluate(long[] i, int n) {
            return lanes;
        }
    }

    /** A number that does not fit; every batch that needs it fails. */
    static final class TooLarge extends LaneNode {
        TooLarge(Interval interval) {
            super(interval, false);
        }

        @Override
        boolean isInvariant() {
            return true;
        }

        @Override
        long[] evaluate(long[] i, int n) {
            throw LaneFailure.INSTANCE;
        }
    }

    /** A part without {@code i}: evaluated when it is first needed, since it may have no value. */
    static final class Invariant extends LaneNode {
        private final LaneNode part;
        private final long[] lanes = new long[MAX_LANES];
        private boolean known;

        Invariant(LaneNode part) {
            super(part.interval(), part.isCheap());
            this.part = part;
        }

        @Override
        boolean isInvariant() {
            return true;
        }

        @Override
        long[] evaluate(long[] i, int n) {
            if (!known) {
                Arrays.fill(lanes, part.evaluate(i, 1)[0]);
                known = true;
            }
            return lanes;
        }
    }
}
