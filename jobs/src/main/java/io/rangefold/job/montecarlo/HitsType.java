package io.rangefold.job.montecarlo;

import io.rangefold.job.PartialType;
import io.rangefold.job.range.CompactReader;
import io.rangefold.job.range.CompactWriter;

/**
 * Sums, block by block. Encoded as a version byte, then for each block that has samples how many blocks were left out before it,
 * its samples and its hits: at most 5 KiB.
 */
record HitsType(PiSpec spec) implements PartialType<Hits> {
    private static final int VERSION = 1;

    @Override
    public Hits identity() {
        return new Hits(spec.blocks());
    }

    @Override
    public Hits merge(Hits a, Hits b) {
        return a.plus(b);
    }

    @Override
    public byte[] encode(Hits partial) {
        CompactWriter out = new CompactWriter();
        out.writeByte(VERSION);
        int next = 0;
        for (int block = 0; block < partial.blocks(); block++) {
            if (partial.samples(block) > 0) {
                out.writeCount(block - next);
                out.writeCount(partial.samples(block));
                out.writeCount(partial.hits(block));
                next = block + 1;
            }
        }
        return out.toByteArray();
    }

    @Override
    public Hits decode(byte[] bytes) {
        CompactReader in = new CompactReader(bytes);
        in.expectVersion(VERSION);
        Hits partial = identity();
        int next = 0;
        while (in.hasMore()) {
            int block = next + (int) in.readCount(0, partial.blocks() - next - 1L);
            long samples = in.readCount(1, spec.sizeOf(block));
            partial.add(block, samples, in.readCount(0, samples));
            next = block + 1;
        }
        return partial;
    }
}
