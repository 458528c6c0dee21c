package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.Arrays;

/** All divisors of a factored number. */
final class Divisors {
    /** The most divisors that are listed for one number. */
    static final long MAX_LISTED = 1_000_000;

    /** The most bits that the divisors of one number take if each is as long as the number: 64 MiB. */
    private static final long MAX_BITS = 8L * 64 * 1024 * 1024;

    private Divisors() {}

    /** Whether the number is factored and has few enough divisors: {@link #MAX_LISTED}, together {@link #MAX_BITS}. */
    static boolean canList(Factors factors) {
        long count = factors.divisorCount(MAX_LISTED + 1);
        return factors.isComplete() && count <= MAX_LISTED && count * factors.bits() <= MAX_BITS;
    }

    /** The divisors of a number below 2^63, ascending. */
    static long[] ofWord(Factors factors) {
        long[] divisors = {1};
        for (int i = 0; i < factors.distinct(); i++) {
            int before = divisors.length;
            divisors = Arrays.copyOf(divisors, before * (factors.exponent(i) + 1));
            for (int k = before; k < divisors.length; k++) {
                divisors[k] = divisors[k - before] * factors.word(i);
            }
        }
        Arrays.sort(divisors);
        return divisors;
    }

    /** The divisors of a number of any size, ascending; takes up to some 200 MB. */
    static BigInteger[] of(Factors factors) {
        BigInteger[] divisors = {BigInteger.ONE};
        for (int i = 0; i < factors.distinct(); i++) {
            int before = divisors.length;
            BigInteger prime = factors.prime(i);
            divisors = Arrays.copyOf(divisors, before * (factors.exponent(i) + 1));
            for (int k = before; k < divisors.length; k++) {
                divisors[k] = divisors[k - before].multiply(prime);
            }
        }
        Arrays.sort(divisors);
        return divisors;
    }
}
