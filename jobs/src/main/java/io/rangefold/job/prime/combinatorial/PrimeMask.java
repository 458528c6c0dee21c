package io.rangefold.job.prime.combinatorial;

import java.util.Arrays;

/** The multiples of a small prime, struck out of whole words: they recur after as many words as the prime is great. */
final class PrimeMask {
    /** Masks are some periods long, as short loops are slow. */
    private static final int LEAST_WORDS = 512;

    private final long[] mask;

    /** @param prime above 5 */
    PrimeMask(int prime) {
        mask = new long[prime * (1 + LEAST_WORDS / prime)];
        Arrays.fill(mask, -1L);
        for (int i = 0; i < Wheel.RESIDUES; i++) {
            int bit = Wheel.bitInByte((long) prime * Wheel.residue(i));
            for (int at = Wheel.first(prime, i); at < mask.length * Long.BYTES; at += prime) {
                mask[at >> 3] &= ~(1L << (at << 3 | bit));
            }
        }
    }

    /** Strikes all multiples out of words that begin with the number {@code low}, a multiple of 240. */
    void strike(long[] words, long low) {
        int from = (int) (low / Wheel.WORD % mask.length);
        for (int at = 0; at < words.length; from = 0) {
            int size = Math.min(mask.length - from, words.length - at);
            for (int i = 0; i < size; i++) {
                words[at + i] &= mask[from + i];
            }
            at += size;
        }
    }
}
