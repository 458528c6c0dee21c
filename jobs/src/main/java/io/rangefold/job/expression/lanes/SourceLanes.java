package io.rangefold.job.expression.lanes;

import io.rangefold.job.expression.function.LaneFailure;
import io.rangefold.job.expression.source.LaneSource;

/** A call that is fed from a source, or evaluated one by one where only few of many neighbouring values are wanted. */
final class SourceLanes extends LaneNode {
    /** A source is passed over where it would compute so many values for each one wanted. */
    private static final long MAX_COMPUTED_PER_WANTED = 64;

    private final LaneSource source;
    private final LaneNode oneByOne;
    private final long[] out = new long[MAX_LANES];
    private final long[] neighbours = new long[MAX_LANES];
    private long previous;

    SourceLanes(LaneSource source, LaneNode oneByOne, long first) {
        super(oneByOne.interval(), source.isCheap());
        this.source = source;
        this.oneByOne = oneByOne;
        this.previous = first - 1;
    }

    /** The lanes of {@code i} ascend. */
    @Override
    long[] evaluate(long[] i, int n) {
        long first = i[0];
        long last = i[n - 1];
        long passed = last - previous;
        previous = last;
        // Negative also where a jump is so wide that the difference overflows.
        if (passed < 0 || passed > MAX_COMPUTED_PER_WANTED * n || last - first >= MAX_LANES) {
            return oneByOne.evaluate(i, n);
        }
        int span = (int) (last - first) + 1;
        source.fill(first, span, span == n ? out : neighbours);
        if (span != n) {
            for (int k = 0; k < n; k++) {
                out[k] = neighbours[(int) (i[k] - first)];
            }
        }
        if (!isCheap()) {
            failIfNone(n);
        }
        return out;
    }

    private void failIfNone(int n) {
        boolean none = false;
        for (int k = 0; k < n; k++) {
            none |= out[k] == LaneSource.NONE;
        }
        if (none) {
            throw LaneFailure.INSTANCE;
        }
    }
}
