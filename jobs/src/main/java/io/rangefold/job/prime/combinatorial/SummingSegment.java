package io.rangefold.job.prime.combinatorial;

/** A {@link Segment} that adds up. */
final class SummingSegment extends Segment {
    private static final int BLOCK_SHIFT = 2;

    SummingSegment(int[] primes, int struckWhole, int windowWords) {
        super(Summing.INSTANCE, primes, struckWhole, windowWords, BLOCK_SHIFT);
    }

    @Override
    long strikeMeasured(int step, int residue, int firstByte) {
        int bit = Wheel.bitInByte(residue);
        int end = bytes();
        long first = low() + residue;
        long struck = 0;
        for (int at = firstByte; at < end; at += step) {
            int word = at >> 3;
            long all = -(words[word] >>> (at << 3 | bit) & 1);
            words[word] &= ~(1L << (at << 3 | bit));
            long number = all & first + (long) at * Wheel.BYTE;
            blocks[word >> BLOCK_SHIFT] -= number;
            struck += number;
        }
        return struck;
    }
}
