package io.rangefold.job.range.job;

import io.rangefold.job.KernelContext;
import io.rangefold.job.KernelStoppedException;
import io.rangefold.job.SegmentSink;

/** Wants no more of the stride after a few polls. */
public final class StoppingContext implements KernelContext {
    public static final int POLLS = 4;

    private int polls;

    public int polls() {
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
