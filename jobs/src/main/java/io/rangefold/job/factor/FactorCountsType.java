package io.rangefold.job.factor;

import io.rangefold.job.PartialType;

/** Sums of counters, in a few bytes, and the hard numbers. */
final class FactorCountsType implements PartialType<FactorCounts> {

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
        partial.write(out);
        return out.toByteArray();
    }

    @Override
    public FactorCounts decode(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        FactorCounts counts = FactorCounts.read(in);
        in.expectEnd();
        return counts;
    }
}
