package io.rangefold.job.prime.sieve;

import java.math.BigInteger;

/**
 * Sums integers by their flags. With {@code c_k} flags and residues that sum to {@code r_k} in byte {@code m + k}, the sum is
 *
 * <pre>30 m sum c_k + 30 sum k c_k + sum r_k</pre>
 *
 * <p>where, going downwards, {@code sum k c_k} is the sum of what had been counted before each byte. About 0.06 ns per integer.
 */
final class SumTally extends Tally {
    /** By byte: how many flags, and their residues' sum above that. */
    private static final int[] COUNTS_AND_RESIDUES = new int[1 << Byte.SIZE];

    private static final int RESIDUES_SHIFT = 8;
    private static final int COUNT_MASK = (1 << RESIDUES_SHIFT) - 1;

    /** So many bytes are added up in 64 bits: their weights stay below 2^48. */
    private static final int CHUNK = 1 << 22;

    static {
        for (int bits = 0; bits < COUNTS_AND_RESIDUES.length; bits++) {
            int residues = 0;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                residues += (bits >> bit & 1) * Wheel.RESIDUES[bit];
            }
            COUNTS_AND_RESIDUES[bits] = residues << RESIDUES_SHIFT | Integer.bitCount(bits);
        }
    }

    private BigInteger sum = BigInteger.ZERO;

    @Override
    public BigInteger total() {
        return sum;
    }

    @Override
    public void add(long n) {
        sum = sum.add(BigInteger.valueOf(n));
    }

    @Override
    void addByte(int bits, long position) {
        int entry = COUNTS_AND_RESIDUES[bits];
        addSums(position, entry & COUNT_MASK, entry >> RESIDUES_SHIFT);
    }

    @Override
    void addBytes(byte[] flags, int index, int length, long position) {
        for (int done = 0; done < length; done += CHUNK) {
            addChunk(flags, index + done, Math.min(CHUNK, length - done), position + done);
        }
    }

    private void addChunk(byte[] flags, int index, int length, long position) {
        long count = 0;
        long weighted = 0;
        long residues = 0;
        for (int k = index + length - 1; k >= index; k--) {
            weighted += count;
            int entry = COUNTS_AND_RESIDUES[flags[k] & 0xff];
            count += entry & COUNT_MASK;
            residues += entry >> RESIDUES_SHIFT;
        }
        addSums(position, count, weighted * Wheel.SPAN + residues);
    }

    private void addSums(long position, long count, long rest) {
        BigInteger product = BigInteger.valueOf(position * Wheel.SPAN).multiply(BigInteger.valueOf(count));
        sum = sum.add(product).add(BigInteger.valueOf(rest));
    }
}
