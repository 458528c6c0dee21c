package io.rangefold.job.prime.sieve;

import java.util.Arrays;

/**
 * The wheel of 2, 3 and 5: of 30 neighbouring integers, 8 have none of these factors, and they are the bits of a byte. Byte k
 * stands for the integers {@code 30k + RESIDUES[bit]}, so bytes, and little-endian words of them, are a stream of bits in
 * ascending order.
 */
final class Wheel {
    /** Integers that a byte stands for. */
    static final int SPAN = 30;

    /** What is coprime to 30, by bit. Not to be changed. */
    static final int[] RESIDUES = {1, 7, 11, 13, 17, 19, 23, 29};

    private static final int NO_BIT = -1;
    private static final int[] BITS = new int[SPAN];

    static {
        Arrays.fill(BITS, NO_BIT);
        for (int bit = 0; bit < RESIDUES.length; bit++) {
            BITS[RESIDUES[bit]] = bit;
        }
    }

    private Wheel() {}

    /** The bit that stands for {@code n >= 0}, or -1 if n has a factor 2, 3 or 5. */
    static int bit(long n) {
        return BITS[(int) (n % SPAN)];
    }
}
