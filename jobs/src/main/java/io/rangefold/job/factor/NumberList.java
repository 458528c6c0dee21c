package io.rangefold.job.factor;

import io.rangefold.job.BlobSource;
import io.rangefold.protocol.BlobId;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A list of numbers in content-addressed blocks, which are fetched when they are first read. Of the decoded blocks the list
 * keeps a few (half a MiB each), and each {@link Cursor} its present one. Safe for use by many threads.
 */
final class NumberList {
    /** The most numbers of a list. */
    static final int MAX_COUNT = 10_000_000;

    /** The most blocks of a list: two bytes less than this many times 35 bytes fit a spec. */
    static final int MAX_BLOCKS = 1_700;

    private static final int KEPT_BLOCKS = 4;

    /**
     * Where a block is.
     *
     * @param id its name
     * @param count how many numbers it has, 1 to {@link NumberBlock#MAX_NUMBERS}
     */
    record BlockRef(BlobId id, int count) {
        BlockRef {
            if (count < 1 || count > NumberBlock.MAX_NUMBERS) {
                throw new IllegalArgumentException("a block of " + count + " numbers");
            }
        }
    }

    private final List<BlockRef> blocks;
    private final BlobSource source;
    private final long[] starts;
    private final Map<Integer, NumberBlock> kept = new LinkedHashMap<>();

    NumberList(List<BlockRef> blocks, BlobSource source) {
        this.blocks = List.copyOf(blocks);
        this.source = source;
        starts = new long[blocks.size() + 1];
        for (int i = 0; i < blocks.size(); i++) {
            starts[i + 1] = starts[i] + blocks.get(i).count();
        }
        if (blocks.size() > MAX_BLOCKS || count() > MAX_COUNT) {
            throw new IllegalArgumentException(count() + " numbers in " + blocks.size() + " blocks are too many");
        }
    }

    long count() {
        return starts[blocks.size()];
    }

    List<BlockRef> blocks() {
        return blocks;
    }

    /** A reader of its own, for one thread. */
    Cursor cursor() {
        return new Cursor();
    }

    /** Fetches within the lock: slots that wait for the same block then fetch it once. */
    private synchronized NumberBlock block(int at) {
        NumberBlock block = kept.get(at);
        if (block == null) {
            block = new NumberBlock(
                    source.get(blocks.get(at).id()), blocks.get(at).count());
            kept.put(at, block);
            if (kept.size() > KEPT_BLOCKS) {
                kept.remove(kept.keySet().iterator().next());
            }
        }
        return block;
    }

    /** Stands on one number of the list after {@link #moveTo}. */
    final class Cursor {
        private int at = -1;
        private NumberBlock block = new NumberBlock(new byte[] {1}, 0);
        private int offset;

        private Cursor() {}

        /**
         * @param index within the list; neighbouring indices are cheap
         * @throws io.rangefold.job.BlobUnavailableException if the block can't be had now
         */
        void moveTo(long index) {
            if (at < 0 || index < starts[at] || index >= starts[at + 1]) {
                int next = blockOf(index);
                block = block(next);
                at = next;
            }
            offset = (int) (index - starts[at]);
        }

        /** Whether the number is below 2^63. */
        boolean isWord() {
            return block.word(offset) >= 0;
        }

        /** The number if it {@link #isWord()}. */
        long word() {
            return block.word(offset);
        }

        BigInteger number() {
            return block.number(offset);
        }

        private int blockOf(long index) {
            int low = 0;
            int high = blocks.size() - 1;
            while (low < high) {
                int middle = (low + high + 1) >>> 1;
                if (starts[middle] <= index) {
                    low = middle;
                } else {
                    high = middle - 1;
                }
            }
            return low;
        }
    }
}
