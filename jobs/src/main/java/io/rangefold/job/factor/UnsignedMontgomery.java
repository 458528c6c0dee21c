package io.rangefold.job.factor;

/**
 * Montgomery arithmetic with unsigned residues in one word, for all odd moduli {@code 3 <= n < 2^64}, also those that a {@code
 * long} holds as a negative number. For what leaves {@link Montgomery} no room: about twice its time.
 *
 * <p>Residues are in {@code [0, n)}, and so is what every operation gives: with no spare bit nothing can be left unreduced. A
 * product is {@code r = hi(a b) - hi(m n)} with {@code m = a b / n mod 2^64}, and n more if that is negative (P. Montgomery,
 * Math. Comp. 44 (1985) 519). Inverses and one are those of {@link Montgomery}.
 */
final class UnsignedMontgomery {
    private UnsignedMontgomery() {}

    /** {@code a b / 2^64 mod n}; {@code inverse = Montgomery.inverseOf(n)}. */
    static long multiply(long a, long b, long n, long inverse) {
        return n > 0
                ? Montgomery.canonical(Montgomery.multiply(a, b, n, inverse), n)
                : minus(multiplyHigh(a, b), multiplyHigh(a * b * inverse, n), n);
    }

    /** The upper word of the product: as of signed words, and for each that counts as negative 2^64 times the other more. */
    private static long multiplyHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }

    /** {@code a + b mod n}. */
    static long plus(long a, long b, long n) {
        return minus(a, n - b, n);
    }

    /** {@code a - b mod n}, also for {@code b = n}. */
    static long minus(long a, long b, long n) {
        long difference = a - b;
        return n > 0
                ? Montgomery.canonical(difference, n)
                : Long.compareUnsigned(a, b) < 0 ? difference + n : difference;
    }

    /** {@code a / 2 mod n}. */
    static long half(long a, long n) {
        return (a >>> 1) + ((n >>> 1) + 1 & -(a & 1));
    }

    /** {@code 2^128 mod n}, by which a multiplication brings a residue into Montgomery form. */
    static long square(long n, long inverse, long one) {
        long power = plus(one, one, n);
        for (int i = 0; i < 6; i++) {
            power = multiply(power, power, n, inverse);
        }
        return power;
    }

    /** The greatest common divisor of a residue and n, by Euclid's algorithm: n itself for 0. */
    static long gcd(long a, long n) {
        if (a == 0) {
            return n;
        }
        long rest = Long.remainderUnsigned(n, a);
        return rest == 0 ? a : Montgomery.gcd(Long.remainderUnsigned(a, rest), rest);
    }
}
