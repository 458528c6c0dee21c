package io.rangefold.job.expression.lanes;

import io.rangefold.job.expression.function.LaneFailure;

/** A part of an expression, compiled for batches. Owns the lanes of its outcome; used by one thread at a time. */
abstract class LaneNode {
    /** The most lanes of a batch: what a few operators work on at a time stays in the first-level cache. */
    static final int MAX_LANES = 512;

    private final Interval interval;
    private final boolean cheap;

    /**
     * @param interval what the values lie within, if they exist
     * @param cheap whether evaluating it can't fail and takes no more than choosing lanes would
     */
    LaneNode(Interval interval, boolean cheap) {
        this.interval = interval;
        this.cheap = cheap;
    }

    final Interval interval() {
        return interval;
    }

    final boolean isCheap() {
        return cheap;
    }

    /** Whether the value depends on {@code i}. */
    boolean isInvariant() {
        return false;
    }

    /**
     * The values for the first {@code n} lanes of {@code i}, in lanes that are not to be written to and hold until the next
     * call.
     *
     * @throws LaneFailure if some lane has no value, or none that fits
     */
    abstract long[] evaluate(long[] i, int n);
}
