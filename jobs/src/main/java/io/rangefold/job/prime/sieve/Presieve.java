package io.rangefold.job.prime.sieve;

import java.util.Arrays;

/**
 * Crosses off the multiples of 7 to 163 by patterns: those of a group of primes repeat after their product of bytes, so a
 * segment begins as the conjunction of sixteen patterns, 64 bits at a time: 0.014 ns per integer, where single strokes take 0.09.
 * The patterns take 250 KB, once.
 */
final class Presieve {
    /** The greatest prime whose multiples are crossed off. */
    static final int LAST_PRIME = 163;

    /** What a pattern is copied by; each is longer than its period by that, so that a chunk may begin anywhere. */
    private static final int CHUNK = 8 * 1024;

    private static final int[] PRIMES = SmallPrimes.upTo(LAST_PRIME);

    /** The first prime that is not in the wheel, and the first of those that go in pairs. */
    private static final int FIRST = 3;

    private static final int FIRST_PAIRED = 12;

    private static final byte[][] PATTERNS = patterns();

    private Presieve() {}

    /** Nine primes in threes, the others in twos, small with large, so that periods are about equal: 6 to 10 KB. */
    private static byte[][] patterns() {
        int threes = (FIRST_PAIRED - FIRST) / 3;
        int twos = (PRIMES.length - FIRST_PAIRED) / 2;
        byte[][] patterns = new byte[threes + twos][];
        for (int k = 0; k < threes; k++) {
            patterns[k] = pattern(PRIMES[FIRST + k], PRIMES[FIRST + 2 * threes - 1 - k], PRIMES[FIRST_PAIRED - 1 - k]);
        }
        for (int k = 0; k < twos; k++) {
            patterns[threes + k] = pattern(PRIMES[FIRST_PAIRED + k], PRIMES[PRIMES.length - 1 - k]);
        }
        return patterns;
    }

    private static byte[] pattern(int... primes) {
        byte[] pattern = new byte[Arrays.stream(primes).reduce(1, Math::multiplyExact) + CHUNK];
        Arrays.fill(pattern, (byte) 0xff);
        for (int prime : primes) {
            long end = (long) pattern.length * Wheel.SPAN;
            for (long multiple = prime; multiple < end; multiple += 2L * prime) {
                int bit = Wheel.bit(multiple);
                if (bit >= 0) {
                    pattern[(int) (multiple / Wheel.SPAN)] &= (byte) ~(1 << bit);
                }
            }
        }
        return pattern;
    }

    /**
     * Sets the bits of all integers that are coprime to the primes up to {@link #LAST_PRIME}, and clears the others.
     *
     * @param flags {@code flags[start]} to {@code flags[end - 1]} are written, a multiple of 8 bytes
     * @param first the byte that {@code flags[start]} stands for
     */
    static void fill(byte[] flags, int start, int end, long first) {
        Arrays.fill(flags, start, end, (byte) 0xff);
        for (int at = start; at < end; at += CHUNK) {
            int length = Math.min(CHUNK, end - at);
            for (int group = 0; group < PATTERNS.length; group += 4) {
                intersect(flags, at, length, first + (at - start), group);
            }
        }
    }

    private static void intersect(byte[] flags, int at, int length, long first, int group) {
        byte[] a = PATTERNS[group];
        byte[] b = PATTERNS[group + 1];
        byte[] c = PATTERNS[group + 2];
        byte[] d = PATTERNS[group + 3];
        intersect(flags, at, length, a, phase(a, first), b, phase(b, first), c, phase(c, first), d, phase(d, first));
    }

    private static int phase(byte[] pattern, long first) {
        return (int) (first % (pattern.length - CHUNK));
    }

    /** By words: loops over bytes with four starts are not vectorized by JDK 17 or 25, and take ten times as long. */
    private static void intersect(
            byte[] flags, int at, int length, byte[] a, int i, byte[] b, int j, byte[] c, int k, byte[] d, int l) {
        for (int x = 0; x < length; x += Long.BYTES) {
            long word = Words.get(a, i + x) & Words.get(b, j + x) & Words.get(c, k + x) & Words.get(d, l + x);
            Words.set(flags, at + x, Words.get(flags, at + x) & word);
        }
    }
}
