package io.rangefold.benchmark.primes;

import java.util.List;

/**
 * A count of the primes in {@code [from, to)}.
 *
 * @param title for tables
 * @param method how {@code rangefold} is to count
 * @param times how often it counts in one process
 */
record PrimeCase(String title, long from, long to, String method, int times) {
    private static final long BILLION = 1_000_000_000L;

    /** Against primesieve. */
    static List<PrimeCase> sieved() {
        return List.of(
                new PrimeCase("below 10^9", 0, BILLION, "sieve", 9),
                new PrimeCase("below 10^10", 0, 10 * BILLION, "sieve", 3),
                new PrimeCase("in [10^18, 10^18 + 10^9)", BILLION * BILLION, BILLION * BILLION + BILLION, "sieve", 3));
    }

    /** Against primecount. */
    static PrimeCase counted() {
        return new PrimeCase("below 10^13", 0, 10_000 * BILLION, "combinatorial", 15);
    }

    /** As on the command line. */
    String job() {
        return "prime-count --from " + from + " --to " + to + " --method " + method;
    }
}
