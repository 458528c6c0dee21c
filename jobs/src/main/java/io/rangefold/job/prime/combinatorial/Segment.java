package io.rangefold.job.prime.combinatorial;

import java.util.Arrays;

/**
 * A sieve over consecutive windows of numbers that knows, while primes are struck out one after the other, the measure of what
 * is left in its window up to any number. For that it keeps the measure of each block of some words, as J. C. Lagarias, V. S.
 * Miller and A. M. Odlyzko did (Math. Comp. 44 (1985) 537), but flat instead of in a tree; within a block it counts bits.
 *
 * <p>What is left has no prime factor up to 13 from the beginning. Takes 1 byte for 30 numbers of the window, the blocks, and 32
 * bytes for each prime.
 */
abstract class Segment {
    /** Words after which the multiples of 7, 11 and 13 repeat. */
    private static final int PATTERN_WORDS = 7 * 11 * 13;

    private static final long[] PATTERN = pattern();

    /** The bits of the numbers that are left. */
    final long[] words;

    /** The measure of what is left in each block. */
    final long[] blocks;

    private final Measure measure;
    private final int blockShift;
    private final int[] primes;

    /** For each prime and each residue of the cofactor modulo 30: the byte of the next multiple, counted from the window. */
    private final int[] next;

    /** Primes before this index have multiples in the window. */
    private int active;

    private long low;
    private long left;

    private int cursorWord;
    private int cursorBlock;
    private long beforeWord;
    private long beforeBlock;

    /**
     * Begins at 0.
     *
     * @param primes ascending
     * @param struckWhole how many of them are themselves struck out; of the others the multiples from the square on
     * @param windowWords a multiple of {@code 1 << blockShift}
     */
    Segment(Measure measure, int[] primes, int struckWhole, int windowWords, int blockShift) {
        this.measure = measure;
        this.primes = primes;
        this.blockShift = blockShift;
        words = new long[windowWords];
        blocks = new long[windowWords >> blockShift];
        next = new int[primes.length * Wheel.RESIDUES];
        for (; active < struckWhole; active++) {
            for (int i = 0; i < Wheel.RESIDUES; i++) {
                next[active * Wheel.RESIDUES + i] = Wheel.first(primes[active], i);
            }
        }
        fill();
    }

    /** The first number of the window. */
    final long low() {
        return low;
    }

    /** The first number after the window. */
    final long high() {
        return low + (long) words.length * Wheel.WORD;
    }

    /** The size of the window's bits. */
    final int bytes() {
        return words.length * Long.BYTES;
    }

    /** The measure of what is left in the window. */
    final long left() {
        return left;
    }

    /** Primes before this index have multiples in the window, if they are struck out at all. */
    final int active() {
        return active;
    }

    /** Goes to the next window. All primes that are active must have been struck out of this one. */
    final void advance() {
        low = high();
        fill();
    }

    private void fill() {
        int from = (int) (low / Wheel.WORD % PATTERN_WORDS);
        for (int at = 0; at < words.length; from = 0) {
            int size = Math.min(PATTERN_WORDS - from, words.length - at);
            System.arraycopy(PATTERN, from, words, at, size);
            at += size;
        }
        for (; active < primes.length && (long) primes[active] * primes[active] < high(); active++) {
            for (int i = 0; i < Wheel.RESIDUES; i++) {
                long first = Wheel.firstFromSquare(primes[active], i) - low / Wheel.BYTE;
                next[active * Wheel.RESIDUES + i] = (int) first;
            }
        }
        measure();
    }

    /** Measures the blocks anew. */
    final void measure() {
        Arrays.fill(blocks, 0);
        left = 0;
        for (int i = 0; i < words.length; i++) {
            long ofWord = measure.ofWord(words[i], low + (long) i * Wheel.WORD);
            blocks[i >> blockShift] += ofWord;
            left += ofWord;
        }
        rewind();
    }

    /** Strikes a prime out, without measuring. */
    final void strike(int primeIndex) {
        int prime = primes[primeIndex];
        int end = bytes();
        for (int i = 0; i < Wheel.RESIDUES; i++) {
            int bit = Wheel.bitInByte((long) prime * Wheel.residue(i));
            int at = next[primeIndex * Wheel.RESIDUES + i];
            for (; at < end; at += prime) {
                words[at >> 3] &= ~(1L << (at << 3 | bit));
            }
            next[primeIndex * Wheel.RESIDUES + i] = at - end;
        }
    }

    /** Strikes a prime out and keeps the measures. */
    final void strikeMeasured(int primeIndex) {
        int prime = primes[primeIndex];
        int end = bytes();
        for (int i = 0; i < Wheel.RESIDUES; i++) {
            int residue = (int) ((long) prime * Wheel.residue(i) % Wheel.BYTE);
            int at = next[primeIndex * Wheel.RESIDUES + i];
            if (at < end) {
                left -= strikeMeasured(prime, residue, at);
                at += (end - at + prime - 1) / prime * prime;
            }
            next[primeIndex * Wheel.RESIDUES + i] = at - end;
        }
        rewind();
    }

    /** Strikes out the bits of a residue modulo 30 in every {@code step}-th byte, and returns the measure of what was left of them. */
    abstract long strikeMeasured(int step, int residue, int firstByte);

    private void rewind() {
        cursorWord = 0;
        cursorBlock = 0;
        beforeWord = 0;
        beforeBlock = 0;
    }

    /** The measure of what is left in the window up to n, which is in it; n must not fall between two strikes. */
    final long upTo(long n) {
        int offset = (int) (n - low);
        int word = offset / Wheel.WORD;
        int block = word >> blockShift;
        if (block > cursorBlock) {
            do {
                beforeBlock += blocks[cursorBlock++];
            } while (block > cursorBlock);
            cursorWord = block << blockShift;
            beforeWord = beforeBlock;
        }
        while (cursorWord < word) {
            beforeWord += measure.ofWord(words[cursorWord], low + (long) cursorWord * Wheel.WORD);
            cursorWord++;
        }
        long last = words[word] & Wheel.upTo(offset - word * Wheel.WORD);
        return beforeWord + measure.ofWord(last, low + (long) word * Wheel.WORD);
    }

    private static long[] pattern() {
        long[] pattern = new long[PATTERN_WORDS];
        for (int word = 0; word < PATTERN_WORDS; word++) {
            for (int bit = 0; bit < Long.SIZE; bit++) {
                int number = word * Wheel.WORD + Wheel.offset(bit);
                if (number % 7 != 0 && number % 11 != 0 && number % 13 != 0) {
                    pattern[word] |= 1L << bit;
                }
            }
        }
        return pattern;
    }
}
