package io.rangefold.job.factor;

import io.rangefold.job.PartialType;

/** Sums of counters, in a few bytes. */
final class FactorCountsType implements PartialType<FactorCounts> {
    private static final int VERSION = 1;

    @Override
    public FactorCounts identity() {
        return FactorCounts.NONE;
    }

    @Override
    public FactorCounts merge(FactorCounts a, FactorCounts b) {
        return a.plus(b);
    }

    @Override
    public byte[] encode(FactorCounts partial) {
        Encoder out = new Encoder();
        out.writeByte(VERSION);
        out.writeCount(partial.numbers());
        out.writeCount(partial.incomplete());
        return out.toByteArray();
    }

    @Override
    public FactorCounts decode(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        if (in.readByte() != VERSION) {
            throw new IllegalArgumentException("not counts of version " + VERSION);
        }
        long numbers = in.readCount(0, NumberList.MAX_COUNT);
        FactorCounts counts = new FactorCounts(numbers, in.readCount(0, numbers));
        in.expectEnd();
        return counts;
    }
}
