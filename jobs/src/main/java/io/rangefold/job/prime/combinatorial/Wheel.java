package io.rangefold.job.prime.combinatorial;

/**
 * Sets of numbers prime to 30 as bits: a byte holds the eight residues of 30 numbers, a 64-bit word (little-endian) those of
 * 240. So a bit of a word stands for an odd number below 240.
 */
final class Wheel {
    /** Numbers that a word stands for. */
    static final int WORD = 240;

    /** Numbers that a byte stands for. */
    static final int BYTE = 30;

    /** The primes that never occur. */
    static final int[] PRIMES = {2, 3, 5};

    /** Numbers prime to 30 in each 30. */
    static final int RESIDUES = 8;

    private static final int[] RESIDUE = {1, 7, 11, 13, 17, 19, 23, 29};
    private static final int[] BIT_OF_RESIDUE = new int[BYTE];
    private static final long[] UP_TO = new long[WORD];

    static {
        for (int bit = 0; bit < RESIDUES; bit++) {
            BIT_OF_RESIDUE[RESIDUE[bit]] = bit;
        }
        long mask = 0;
        for (int bit = 0, number = 0; number < WORD; number++) {
            if (bit < Long.SIZE && offset(bit) == number) {
                mask |= 1L << bit++;
            }
            UP_TO[number] = mask;
        }
    }

    private Wheel() {}

    /** The i-th number prime to 30, for i in {@code [0, 8)}. */
    static int residue(int i) {
        return RESIDUE[i];
    }

    /** Which bit of its byte stands for n, which must be prime to 30. */
    static int bitInByte(long n) {
        return BIT_OF_RESIDUE[(int) (n % BYTE)];
    }

    /** The number in {@code [0, 240)} that a bit of a word stands for. */
    static int offset(int bit) {
        return (bit >>> 3) * BYTE + RESIDUE[bit & 7];
    }

    /** The bits of a word whose numbers are at most {@code offset}, which is in {@code [0, 240)}. */
    static long upTo(int offset) {
        return UP_TO[offset];
    }

    /** The byte of the multiple {@code prime * residue(i)}; those of further such multiples follow at distances of {@code prime}. */
    static int first(int prime, int i) {
        return (int) ((long) prime * RESIDUE[i] / BYTE);
    }

    /** The byte of the least multiple of the prime from its square on whose cofactor is {@code residue(i)} modulo 30. */
    static long firstFromSquare(int prime, int i) {
        int turns = (prime - RESIDUE[i] + BYTE - 1) / BYTE;
        return (long) prime * turns + first(prime, i);
    }
}
