package io.rangefold.job.range;

import io.rangefold.job.KernelContext;
import io.rangefold.job.KernelStoppedException;
import io.rangefold.job.SegmentSink;

/** Wants no more of the stride after a few polls. */
final class StoppingContext implements KernelContext {
    static final int POLLS = 4;

    private int polls;

    int polls() {
        return polls;
    }

    @Override
    public long poll(long index) {
        if (++polls == POLLS) {
            throw new KernelStoppedException();
        }
        return Long.MAX_VALUE;
    }

    @Override
    public SegmentSink output() {
        throw new UnsupportedOperationException("sums have no output");
    }
}
