package io.rangefold.benchmark.micro;

import io.rangefold.job.KernelContext;
import io.rangefold.job.SegmentSink;
import io.rangefold.job.Segments.Segment;
import io.rangefold.protocol.Range;
import java.io.ByteArrayOutputStream;

/** Lets a kernel compute its range at once, and keeps what it writes. */
record Written(Range range, ByteArrayOutputStream bytes) implements KernelContext, Segment {

    /** Of all the items of a stage. */
    static Written upTo(long items) {
        return new Written(Range.upTo(items), new ByteArrayOutputStream());
    }

    @Override
    public long poll(long index) {
        return range.high();
    }

    @Override
    public SegmentSink output() {
        return bytes::write;
    }

    @Override
    public byte[] content() {
        return bytes.toByteArray();
    }
}
