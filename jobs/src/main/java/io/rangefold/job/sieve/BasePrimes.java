package io.rangefold.job.sieve;

import java.util.Arrays;

/**
 * The primes up to a bound, ascending: one table for all sieves of a process, which grows when more is asked for. Found by
 * the sieve of Eratosthenes over odd numbers, a segment at a time: about 2 ns per number, 4 bytes per prime.
 */
public final class BasePrimes {
    /** The largest bound that may be asked for: 2063689 primes, 8 MB. */
    public static final int MAX_BOUND = 1 << 25;

    private static final int LEAST_BOUND = 1 << 16;

    /** Numbers of a segment: a byte for each odd one fits the first-level cache. */
    private static final int SEGMENT = 1 << 16;

    private static volatile Table table = new Table(1, new int[0]);

    private BasePrimes() {}

    private record Table(int bound, int[] primes) {}

    /**
     * All primes up to {@code bound}, and maybe more; not to be changed. {@link #count} says how many there are up to it.
     *
     * @param bound at most {@link #MAX_BOUND}
     */
    public static int[] upTo(int bound) {
        if (bound > MAX_BOUND) {
            throw new IllegalArgumentException("base primes up to " + bound);
        }
        return table(bound).primes();
    }

    /** The number of primes up to {@code bound}, at most {@link #MAX_BOUND}. */
    public static int count(int bound) {
        int at = Arrays.binarySearch(upTo(bound), bound);
        return at >= 0 ? at + 1 : -at - 1;
    }

    private static Table table(int bound) {
        Table known = table;
        if (known.bound() >= bound) {
            return known;
        }
        synchronized (BasePrimes.class) {
            if (table.bound() < bound) {
                int target = Math.max(LEAST_BOUND, Math.min(MAX_BOUND, bound + bound / 4));
                table = new Table(target, sieve(target));
            }
            return table;
        }
    }

    private static int[] sieve(int bound) {
        int[] primes = new int[mostPrimes(bound)];
        primes[0] = 2;
        int count = 1;
        boolean[] composite = new boolean[SEGMENT / 2];
        for (int low = 0; low <= bound; low += SEGMENT) {
            Arrays.fill(composite, false);
            // Odd primes of the first segment cross off within it while they are found.
            for (int k = 1; k < count && (long) primes[k] * primes[k] < low + SEGMENT; k++) {
                cross(composite, primes[k], low);
            }
            for (int half = low == 0 ? 1 : 0; half < composite.length && low + 2 * half + 1 <= bound; half++) {
                if (!composite[half]) {
                    int prime = low + 2 * half + 1;
                    primes[count++] = prime;
                    if (low == 0 && (long) prime * prime < SEGMENT) {
                        cross(composite, prime, 0);
                    }
                }
            }
        }
        return Arrays.copyOf(primes, count);
    }

    /** Crosses the odd multiples of an odd prime off, from its square on. */
    private static void cross(boolean[] composite, int prime, int low) {
        long first = Math.max((long) prime * prime, ((long) low + prime - 1) / prime * prime);
        first += (first & 1) == 0 ? prime : 0;
        for (int half = (int) (first - low) / 2; half < composite.length; half += prime) {
            composite[half] = true;
        }
    }

    /** {@code 1.25506 x / ln x} (J. Rosser and L. Schoenfeld, Illinois J. Math. 6 (1962) 64), and some. */
    private static int mostPrimes(int bound) {
        return (int) (1.25506 * bound / Math.log(bound)) + 16;
    }
}
