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
    /** Index of 7, the first prime that can occur. */
    private static final int FIRST = Wheel.PRIMES.length;

    /** Primes before this index are struck out of whole words. With 6 or with 36 counts took 4 % longer; sums 10 % with 26. */
    private static final int MASKED = 16;

    /** The bits of the numbers that are left. */
    final long[] words;

    /** The measure of what is left in each block. */
    final long[] blocks;

    private final Measure measure;
    private final int blockShift;
    private final int[] primes;

    /** Those of the least primes, from {@link #FIRST} on. */
    private final PrimeMask[] masks;

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
     * @param struckWhole how many of them are themselves struck out, at least 6; of the others the multiples from the square on
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
        masks = new PrimeMask[Math.min(struckWhole, MASKED)];
        for (int i = FIRST; i < masks.length; i++) {
            masks[i] = new PrimeMask(primes[i]);
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
        Arrays.fill(words, -1L);
        for (int i = FIRST; i < RoughNumbers.SMALL_PRIMES.length; i++) {
            masks[i].strike(words, low);
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
        left = 0;
        for (int block = 0; block < blocks.length; block++) {
            blocks[block] = measureBlock(block << blockShift, block + 1 << blockShift);
            left += blocks[block];
        }
        rewind();
    }

    private long measureBlock(int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += measure.ofWord(words[i], low + (long) i * Wheel.WORD);
        }
        return sum;
    }

    /** Strikes a prime out, without measuring. */
    final void strike(int primeIndex) {
        if (primeIndex < masks.length) {
            masks[primeIndex].strike(words, low);
            return;
        }
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
        if (primeIndex < masks.length) {
            masks[primeIndex].strike(words, low);
            measure();
            return;
        }
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
}
