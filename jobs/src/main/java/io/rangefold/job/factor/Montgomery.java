package io.rangefold.job.factor;

/**
 * Montgomery arithmetic with signed residues in one word, for odd moduli {@code 3 <= n < 2^63}; above, {@link UnsignedMontgomery}.
 *
 * <p>A residue is any {@code long} of the right class; a product lies in {@code (-n, n)} without a final correction, since
 * the quotient is taken as a signed word: {@code r = hi(a b) - hi(m n)} with {@code m = a b / n mod 2^64} (P. Montgomery,
 * Math. Comp. 44 (1985) 519; signed: G. Seiler, eprint 2018/039, algorithm 3). Up to {@link #BITS} there is room for sums of
 * two products as factors: {@link #multiply} needs {@code |a b| < 2^63 n} only.
 */
final class Montgomery {
    /** Moduli of at most so many bits leave room for sums. */
    static final int BITS = 61;

    private Montgomery() {}

    /** {@code n^-1 mod 2^64} for odd n, by Newton's iteration from 5 bits. */
    static long inverseOf(long n) {
        long x = 3 * n ^ 2;
        for (int bits = 5; bits < 64; bits *= 2) {
            x *= 2 - n * x;
        }
        return x;
    }

    /** {@code a b / 2^64 mod n} within {@code (-n, n)}, for {@code |a b| < 2^63 n}; {@code inverse = inverseOf(n)}. */
    static long multiply(long a, long b, long n, long inverse) {
        return Math.multiplyHigh(a, b) - Math.multiplyHigh(a * b * inverse, n);
    }

    /** One in Montgomery form: {@code 2^64 mod n}. */
    static long one(long n) {
        return Long.remainderUnsigned(-n, n);
    }

    /** {@code 2^128 mod n}, by which a multiplication brings a residue into Montgomery form. */
    static long square(long n, long inverse, long one) {
        long power = canonical(one - (n - one), n);
        for (int i = 0; i < 6; i++) {
            power = multiply(power, power, n, inverse);
        }
        return power;
    }

    /** {@code residue} moved from {@code (-2n, 2n)} into {@code [-n, n)}; {@code n < 2^61}. */
    static long reduced(long residue, long n) {
        return residue - n + (2 * n & residue >> 63);
    }

    /** {@code residue} moved from {@code (-n, n)} into {@code [0, n)}. */
    static long canonical(long residue, long n) {
        return residue + (n & residue >> 63);
    }

    /** The greatest common divisor of {@code |a|} and {@code b > 0}, by Euclid's algorithm. */
    static long gcd(long a, long b) {
        long x = Math.abs(a);
        long y = b;
        while (x != 0) {
            long rest = y % x;
            y = x;
            x = rest;
        }
        return y;
    }

    /**
     * The inverse of {@code 0 < a < n} modulo n, in {@code (-n / 2, n / 2)}; 0 if there is none. For all {@code 3 <= n < 2^64},
     * unsigned: only the coefficient that comes after the answer may wrap around.
     */
    static long inverseModulo(long a, long n) {
        long r0 = n;
        long r1 = a;
        long t0 = 0;
        long t1 = 1;
        while (r1 != 0) {
            long q = Long.divideUnsigned(r0, r1);
            long r = r0 - q * r1;
            r0 = r1;
            r1 = r;
            long t = t0 - q * t1;
            t0 = t1;
            t1 = t;
        }
        return r0 == 1 ? t0 : 0;
    }
}
