package io.rangefold.job.prime.sieve;

import java.util.Arrays;

/**
 * Primes that leap over segments: each waits in the bucket of the segment that it hits next (T. Oliveira e Silva, "Fast
 * implementation of the segmented sieve of Eratosthenes", 2002). Cofactors run through the wheel of 2, 3, 5 and 7.
 *
 * <p>A prime is one word: {@code floor(p / 30)}, the state of its wheel, and the byte within the segment. Buckets are chains of
 * blocks in one array; a block that was read is used again. Takes 8 bytes a prime, and a block for each segment that the
 * greatest prime can leap over.
 */
final class LeapingPrimes {
    private static final int BLOCK_BITS = 10;
    private static final int BLOCK_WORDS = 1 << BLOCK_BITS;
    private static final int BLOCK_MASK = BLOCK_WORDS - 1;

    private static final int STATE_SHIFT = 23;
    private static final int STATE_MASK = (1 << 9) - 1;
    private static final int AT_MASK = (1 << STATE_SHIFT) - 1;
    private static final int TENS_SHIFT = 32;

    private static final int NO_BLOCK = -1;

    private final SievePlan plan;
    private final int segmentMask;

    /** By bucket: where its next word goes; 0 if it has no block. Where the block is full, that is a multiple of its size. */
    private final int[] ends;
    /** The bucket of the present segment. */
    private int present;

    private long[] words;
    /** By block: the one before it in its chain. */
    private int[] previous;

    private int blocks;
    private int freeBlock = NO_BLOCK;

    LeapingPrimes(SievePlan plan) {
        this.plan = plan;
        this.segmentMask = plan.segmentBytes() - 1;
        int segments = (int) (LeapWheel.farthest(plan.limit()) >> plan.segmentBits()) + 2;
        this.ends = new int[Integer.highestOneBit(segments) << 1];
        this.previous = new int[ends.length + (int) (plan.expectedLeaping() >> BLOCK_BITS) + 1];
        this.words = new long[previous.length << BLOCK_BITS];
    }

    /**
     * Takes up the prime {@code 30 tens + RESIDUES[residueBit]}, if it hits anything within the plan. Its multiples by cofactors
     * above 1 are crossed off. To be called before the first segment.
     */
    void add(int tens, int residueBit) {
        long prime = (long) tens * Wheel.SPAN + Wheel.RESIDUES[residueBit];
        long low = plan.first() * Wheel.SPAN;
        long cofactor = Math.max(1, low / prime) + 1;
        int turn = (int) (cofactor % LeapWheel.SPAN);
        cofactor += LeapWheel.distance(turn);
        // The product may leave 64 bits; its distance does not.
        long at = (cofactor * prime - low) / Wheel.SPAN;
        if (at < plan.end() - plan.first()) {
            put(tens, LeapWheel.state(residueBit, turn), (int) at);
        }
    }

    /** @param at how many bytes it hits behind the beginning of the present segment */
    private void put(int tens, int state, int at) {
        int bucket = present + (at >> plan.segmentBits()) & ends.length - 1;
        int end = ends[bucket];
        if ((end & BLOCK_MASK) == 0) {
            end = blockAfter(end);
        }
        words[end] = word(tens, state, at & segmentMask);
        ends[bucket] = end + 1;
    }

    private static long word(int tens, int state, int at) {
        return (long) tens << TENS_SHIFT | (long) state << STATE_SHIFT | at;
    }

    /** The first place of a new block behind the one that ends at {@code end}. */
    private int blockAfter(int end) {
        int block = freeBlock;
        if (block != NO_BLOCK) {
            freeBlock = previous[block];
        } else {
            block = ++blocks;
            if (block == previous.length) {
                previous = Arrays.copyOf(previous, block + block / 2);
                words = Arrays.copyOf(words, previous.length << BLOCK_BITS);
            }
        }
        previous[block] = (end - 1) >> BLOCK_BITS;
        return block << BLOCK_BITS;
    }

    /**
     * Crosses off what the primes hit in the present segment, and goes on to the next one.
     *
     * @param start where the segment begins in {@code flags}
     */
    void cross(byte[] flags, int start, Pulse pulse) {
        int end = ends[present];
        ends[present] = 0;
        int block = (end - 1) >> BLOCK_BITS;
        int length = (end - 1 & BLOCK_MASK) + 1;
        while (block > 0) {
            crossBlock(flags, start, block << BLOCK_BITS, length);
            int before = previous[block];
            previous[block] = freeBlock;
            freeBlock = block;
            block = before;
            length = BLOCK_WORDS;
            pulse.beat();
        }
        present = present + 1 & ends.length - 1;
    }

    private void crossBlock(byte[] flags, int start, int from, int length) {
        int[] leaps = LeapWheel.leaps();
        for (int k = from; k < from + length; k++) {
            long word = words[k];
            int tens = (int) (word >>> TENS_SHIFT);
            int state = (int) (word >>> STATE_SHIFT) & STATE_MASK;
            int at = (int) word & AT_MASK;
            do {
                int leap = leaps[state];
                flags[start + at] &= (byte) LeapWheel.mask(leap);
                at += LeapWheel.bytes(leap, tens);
                state = LeapWheel.next(leap);
            } while (at <= segmentMask);
            put(tens, state, at);
        }
    }
}
