package io.rangefold.job;

import java.io.ByteArrayOutputStream;

/** See {@link KernelContext#detached}. */
final class DetachedContext implements KernelContext {
    private final long high;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    DetachedContext(long high) {
        this.high = high;
    }

    @Override
    public long poll(long index) {
        return high;
    }

    @Override
    public SegmentSink output() {
        return bytes::write;
    }
}
