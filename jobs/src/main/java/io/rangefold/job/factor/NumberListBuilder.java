package io.rangefold.job.factor;

import io.rangefold.job.InputStore;
import io.rangefold.protocol.BlobId;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Gathers numbers into blocks, which go to a store one by one: memory does not grow with the list. */
final class NumberListBuilder {
    /** A block ends when it is larger, bytes. */
    private static final int BLOCK_BYTES = 2 * 1024 * 1024;

    private final Encoder block = new Encoder();
    private final InputStore store;
    private final List<NumberList.BlockRef> refs = new ArrayList<>();
    private int inBlock;
    private long count;

    NumberListBuilder(InputStore store) {
        this.store = store;
    }

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

    /** The list, reading from the store. */
    NumberList build() {
        close();
        return new NumberList(refs, store);
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
            byte[] content = block.toByteArray();
            BlobId id = BlobId.of(content);
            store.put(id, content);
            refs.add(new NumberList.BlockRef(id, inBlock));
            inBlock = 0;
        }
    }
}
