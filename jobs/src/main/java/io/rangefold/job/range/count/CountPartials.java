package io.rangefold.job.range.count;

import io.rangefold.job.PartialType;
import io.rangefold.job.range.CompactReader;
import io.rangefold.job.range.CompactWriter;

/** Counts of at most 2^63-1: a version byte and the count, in at most ten bytes. */
final class CountPartials implements PartialType<Long> {
    private static final int VERSION = 1;

    @Override
    public Long identity() {
        return 0L;
    }

    @Override
    public Long merge(Long a, Long b) {
        return Math.addExact(a, b);
    }

    @Override
    public byte[] encode(Long count) {
        CompactWriter out = new CompactWriter();
        out.writeByte(VERSION);
        out.writeCount(count);
        return out.toByteArray();
    }

    @Override
    public Long decode(byte[] bytes) {
        CompactReader in = new CompactReader(bytes);
        in.expectVersion(VERSION);
        long count = in.readCount(0, Long.MAX_VALUE);
        in.expectEnd();
        return count;
    }
}
