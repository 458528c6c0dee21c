package io.rangefold.job.factor;

import java.math.BigInteger;

/** Strips small primes off. */
final class TrialDivision {
    /** Exclusive bound of the primes that {@link #strip(long, Factors)} tries. */
    static final int WORD_BOUND = 256;

    /** What has no prime factor below {@link #WORD_BOUND} and is below this, is prime or 1: the next prime is 257. */
    static final long PRIME_BELOW = 257L * 257;

    private static final int[] WORD_PRIMES = SmallPrimes.below(WORD_BOUND);
    private static final long[] INVERSES = new long[WORD_PRIMES.length];
    private static final long[] QUOTIENTS = new long[WORD_PRIMES.length];

    static {
        for (int i = 1; i < WORD_PRIMES.length; i++) {
            INVERSES[i] = Montgomery.inverseOf(WORD_PRIMES[i]);
            QUOTIENTS[i] = Long.divideUnsigned(-1, WORD_PRIMES[i]);
        }
    }

    private TrialDivision() {}

    /**
     * What remains of {@code n >= 1}, unsigned, without its prime factors below {@link #WORD_BOUND}, which {@code found} gets. A number is a
     * multiple of an odd p iff its product with p's inverse modulo 2^64 is at most {@code (2^64 - 1) / p} (T. Granlund and P.
     * Montgomery, PLDI 1994, section 9): about 40 ns.
     */
    static long strip(long n, Factors found) {
        int twos = Long.numberOfTrailingZeros(n);
        long rest = n >>> twos;
        for (int i = 0; i < twos; i++) {
            found.add(2);
        }
        for (int i = 1; i < WORD_PRIMES.length; i++) {
            long quotient = rest * INVERSES[i];
            while (Long.compareUnsigned(quotient, QUOTIENTS[i]) <= 0) {
                found.add(WORD_PRIMES[i]);
                rest = quotient;
                quotient = rest * INVERSES[i];
            }
        }
        return rest;
    }

    /** The same for {@code n >= 1} of any size and all primes below {@code bound <= 2^16}, by remainders of their products. */
    static BigInteger strip(BigInteger n, int bound, Factors found) {
        int[] primes = SmallPrimes.all();
        BigInteger rest = n;
        int from = 0;
        while (from < primes.length && primes[from] < bound) {
            long product = 1;
            int to = from;
            while (to < primes.length && product <= Long.MAX_VALUE / primes[to]) {
                product *= primes[to++];
            }
            long remainder = n.mod(BigInteger.valueOf(product)).longValue();
            for (int i = from; i < to; i++) {
                if (remainder % primes[i] == 0) {
                    rest = divideOut(rest, primes[i], found);
                }
            }
            from = to;
        }
        return rest;
    }

    private static BigInteger divideOut(BigInteger n, int prime, Factors found) {
        BigInteger divisor = BigInteger.valueOf(prime);
        BigInteger rest = n;
        BigInteger[] division = rest.divideAndRemainder(divisor);
        while (division[1].signum() == 0) {
            found.add(prime);
            rest = division[0];
            division = rest.divideAndRemainder(divisor);
        }
        return rest;
    }
}
