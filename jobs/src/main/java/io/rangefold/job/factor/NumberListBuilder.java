package io.rangefold.job.factor;

import io.rangefold.job.Blob;
import io.rangefold.protocol.BlobId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Gathers numbers into blocks. */
final class NumberListBuilder {
    /** A block ends when it is larger, bytes. */
    private static final int BLOCK_BYTES = 2 * 1024 * 1024;

    private final Encoder block = new Encoder();
    private final Map<BlobId, Blob> blobs = new LinkedHashMap<>();
    private final List<NumberList.BlockRef> refs = new ArrayList<>();
    private int inBlock;
    private long count;

    long count() {
        return count;
    }

    void add(long number) {
        begin();
        block.writeNumber(number);
        end();
    }

    void add(BigInteger number) {
        begin();
        block.writeNumber(number);
        end();
    }

    /** The list, reading from memory. */
    NumberList build() {
        close();
        Map<BlobId, Blob> contents = Map.copyOf(blobs);
        return new NumberList(refs, id -> {
            Blob blob = contents.get(id);
            if (blob == null) {
                throw new IllegalArgumentException("this list has no block " + id.sha256());
            }
            return blob.content();
        });
    }

    /** The blocks of {@link #build()}, each content once. */
    List<Blob> blobs() {
        return List.copyOf(blobs.values());
    }

    private void begin() {
        if (inBlock == 0) {
            NumberBlock.begin(block);
        }
    }

    private void end() {
        inBlock++;
        count++;
        if (inBlock == NumberBlock.MAX_NUMBERS || block.length() > BLOCK_BYTES) {
            close();
        }
    }

    private void close() {
        if (inBlock > 0) {
            Blob blob = Blob.of(block.toByteArray());
            blobs.putIfAbsent(blob.id(), blob);
            refs.add(new NumberList.BlockRef(blob.id(), inBlock));
            inBlock = 0;
        }
    }
}
