package io.rangefold.job.prime.combinatorial;

import java.util.Arrays;

/** All primes up to a limit, with their measure up to any number. Takes {@code limit / 15} bytes. */
final class PrimeTable {
    private final Measure measure;
    private final long limit;
    private final long[] words;

    /** The measure of the primes below each word's numbers; 2, 3 and 5 count as below the first. */
    private final long[] before;

    PrimeTable(Measure measure, long limit, Pace pace) {
        this.measure = measure;
        this.limit = limit;
        words = sieve(limit, pace);
        before = new long[words.length];
        long sum = 0;
        for (int prime : Wheel.PRIMES) {
            sum += measure.of(prime);
        }
        for (int i = 0; i < words.length; i++) {
            before[i] = sum;
            sum += measure.ofWord(words[i], (long) i * Wheel.WORD);
            pace.spend(1);
        }
    }

    /** The measure of the primes up to n, which must be within the limit. */
    long upTo(long n) {
        if (n < 5) {
            return (n < 2 ? 0 : measure.of(2)) + (n < 3 ? 0 : measure.of(3));
        }
        int word = (int) (n / Wheel.WORD);
        int offset = (int) (n - (long) word * Wheel.WORD);
        return before[word] + measure.ofWord(words[word] & Wheel.upTo(offset), n - offset);
    }

    /** The greatest prime up to n, for n in {@code [7, limit]}. */
    long lastUpTo(long n) {
        int word = (int) (n / Wheel.WORD);
        long bits = words[word] & Wheel.upTo((int) (n % Wheel.WORD));
        while (bits == 0) {
            bits = words[--word];
        }
        return (long) word * Wheel.WORD + Wheel.offset(Long.SIZE - 1 - Long.numberOfLeadingZeros(bits));
    }

    /** The primes up to {@code bound}, ascending; {@code 5 <= bound <= limit}. */
    int[] listUpTo(int bound) {
        assert bound <= limit;
        int[] list = Arrays.copyOf(Wheel.PRIMES, Wheel.PRIMES.length + countWithin(bound));
        int size = Wheel.PRIMES.length;
        for (int word = 0; word * (long) Wheel.WORD <= bound; word++) {
            for (long bits = words[word]; bits != 0 && size < list.length; bits &= bits - 1) {
                list[size++] = word * Wheel.WORD + Wheel.offset(Long.numberOfTrailingZeros(bits));
            }
        }
        return list;
    }

    private int countWithin(int bound) {
        int last = bound / Wheel.WORD;
        int count = Long.bitCount(words[last] & Wheel.upTo(bound % Wheel.WORD));
        for (int word = 0; word < last; word++) {
            count += Long.bitCount(words[word]);
        }
        return count;
    }

    /** Eratosthenes: of each prime, the multiples by the eight residues modulo 30 in turn, from its square on. */
    private static long[] sieve(long limit, Pace pace) {
        long[] words = new long[(int) (limit / Wheel.WORD) + 1];
        Arrays.fill(words, -1L);
        words[0] &= ~Wheel.upTo(1);
        for (int bit = 1; ; bit++) {
            long prime = (bit >>> 6) * (long) Wheel.WORD + Wheel.offset(bit & 63);
            if (prime * prime > limit) {
                return words;
            }
            if ((words[bit >>> 6] >>> bit & 1) != 0) {
                for (int i = 0; i < Wheel.RESIDUES; i++) {
                    strike(words, (int) prime, i);
                    pace.spend(8L * words.length / prime);
                }
            }
        }
    }

    private static void strike(long[] words, int prime, int residue) {
        int bit = Wheel.bitInByte((long) prime * Wheel.residue(residue));
        long end = 8L * words.length;
        for (long at = Wheel.firstFromSquare(prime, residue); at < end; at += prime) {
            words[(int) (at >>> 3)] &= ~(1L << (at << 3 | bit));
        }
    }
}
