package io.rangefold.job.prime.combinatorial;

/** A {@link Segment} that counts. */
final class CountingSegment extends Segment {
    private static final int BLOCK_SHIFT = 4;

    CountingSegment(int[] primes, int struckWhole, int windowWords) {
        super(Counting.INSTANCE, primes, struckWhole, windowWords, BLOCK_SHIFT);
    }

    @Override
    long strikeMeasured(int step, int residue, int firstByte) {
        int bit = Wheel.bitInByte(residue);
        int end = bytes();
        long struck = 0;
        for (int at = firstByte; at < end; at += step) {
            int word = at >> 3;
            long one = words[word] >>> (at << 3 | bit) & 1;
            words[word] &= ~(1L << (at << 3 | bit));
            blocks[word >> BLOCK_SHIFT] -= one;
            struck += one;
        }
        return struck;
    }
}
