package io.rangefold.job.factor;

import io.rangefold.job.PartialType;
import java.util.Map;
import java.util.TreeMap;

/** See {@link CurveSplits}. */
final class CurveSplitsType implements PartialType<CurveSplits> {
    private static final int VERSION = 1;

    private final int targets;

    CurveSplitsType(int targets) {
        this.targets = targets;
    }

    @Override
    public CurveSplits identity() {
        return CurveSplits.NONE;
    }

    @Override
    public CurveSplits merge(CurveSplits a, CurveSplits b) {
        return a.plus(b);
    }

    @Override
    public byte[] encode(CurveSplits partial) {
        Encoder out = new Encoder();
        out.writeByte(VERSION);
        out.writeCount(partial.byTarget().size());
        for (Map.Entry<Integer, CurveSplits.Split> entry : partial.byTarget().entrySet()) {
            out.writeCount(entry.getKey());
            out.writeCount(entry.getValue().index());
            entry.getValue().parts().write(out);
        }
        return out.toByteArray();
    }

    @Override
    public CurveSplits decode(byte[] bytes) {
        Decoder in = new Decoder(bytes);
        if (in.readByte() != VERSION) {
            throw new IllegalArgumentException("not splits of version " + VERSION);
        }
        long count = in.readCount(0, targets);
        TreeMap<Integer, CurveSplits.Split> byTarget = new TreeMap<>();
        int least = 0;
        for (long i = 0; i < count; i++) {
            int target = (int) in.readCount(least, targets - 1L);
            long index = in.readCount(0, Integer.MAX_VALUE);
            Factors parts = new Factors();
            parts.read(in);
            byTarget.put(target, new CurveSplits.Split(index, parts));
            least = target + 1;
        }
        in.expectEnd();
        return new CurveSplits(byTarget);
    }

    @Override
    public long cutoff(CurveSplits merged) {
        return merged.cutoff(targets);
    }
}
