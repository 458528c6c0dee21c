package io.rangefold.job.prime.combinatorial;

import java.util.Arrays;

/**
 * The squarefree numbers up to a bound without a prime factor up to 13, ascending, each with the sign of its Möbius function
 * and its least prime factor. Takes 6 bytes for each, about one number in five; {@code bound} bytes more while it is made.
 */
final class SquarefreeNumbers {
    /** Marks 1 and the primes above the root of the bound. */
    private static final short PRIME = Short.MAX_VALUE;

    private final int[] numbers;
    private final short[] marks;

    /**
     * @param bound below 2^30
     * @param primes all up to the bound, ascending
     */
    SquarefreeNumbers(int bound, int[] primes, Pace pace) {
        short[] odd = new short[(bound + 1) / 2];
        Arrays.fill(odd, PRIME);
        for (int prime : primes) {
            if (prime > 2) {
                mark(odd, prime, bound);
                pace.spend(1 + bound / prime);
            }
        }
        int size = 0;
        for (short mark : odd) {
            size += mark == 0 ? 0 : 1;
            pace.spend(1);
        }
        numbers = new int[size];
        marks = new short[size];
        for (int i = 0, at = 0; at < size; i++) {
            if (odd[i] != 0) {
                numbers[at] = 2 * i + 1;
                marks[at++] = odd[i];
            }
            pace.spend(1);
        }
    }

    private static void mark(short[] odd, int prime, int bound) {
        boolean small = prime <= 13;
        for (int i = prime / 2; i < odd.length; i += prime) {
            int mark = small ? 0 : -odd[i];
            odd[i] = (short) (mark == -PRIME && (long) prime * prime <= bound ? -prime : mark);
        }
        long square = (long) prime * prime;
        for (long i = square / 2; i < odd.length; i += square) {
            odd[(int) i] = 0;
        }
    }

    int size() {
        return numbers.length;
    }

    int number(int i) {
        return numbers[i];
    }

    /** The Möbius function of {@code number(i)}. */
    int sign(int i) {
        return marks[i] < 0 ? -1 : 1;
    }

    /** Whether all prime factors of {@code number(i)} are greater than a prime of at most the root of the bound. */
    boolean hasFactorsAbove(int i, int prime) {
        return Math.abs(marks[i]) > prime;
    }
}
