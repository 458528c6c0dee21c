package io.rangefold.job.prime.sieve;

/**
 * Primality of single numbers: strong probable prime tests to seven bases that no composite below 2^64 passes together (J.
 * Sinclair, 2011), by products in P. L. Montgomery's form (Math. Comp. 44 (1985) 519) with R = 2^64. About 0.3 us for
 * a composite, 2 us for a prime of 60 bits.
 */
final class PrimeTest {
    private static final long[] BASES = {2, 325, 9375, 28178, 450775, 9780504, 1795265022};

    private final long n;
    /** {@code n^-1} modulo R. */
    private final long inverse;
    /** 1 in Montgomery's form. */
    private final long one;

    private PrimeTest(long n) {
        this.n = n;
        long x = n;
        // Newton's iteration doubles the number of right bits; an odd number is its own inverse modulo 8.
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            x *= 2 - n * x;
        }
        this.inverse = x;
        this.one = Long.remainderUnsigned(-n, n);
    }

    /** Whether n is prime; n odd and above 2^31. What is negative lies beyond 2^63 and is not. */
    static boolean isPrime(long n) {
        return n > 0 && new PrimeTest(n).isPrime();
    }

    private boolean isPrime() {
        for (long base : BASES) {
            if (!passes(base)) {
                return false;
            }
        }
        return true;
    }

    private boolean passes(long base) {
        int twos = Long.numberOfTrailingZeros(n - 1);
        long minusOne = n - one;
        long power = power(form(base), n - 1 >> twos);
        if (power == one || power == minusOne) {
            return true;
        }
        for (int square = 1; square < twos; square++) {
            power = multiply(power, power);
            if (power == minusOne) {
                return true;
            }
        }
        return false;
    }

    private long power(long base, long exponent) {
        long power = base;
        for (long bit = Long.highestOneBit(exponent) >> 1; bit != 0; bit >>= 1) {
            power = multiply(power, power);
            power = (exponent & bit) != 0 ? multiply(power, base) : power;
        }
        return power;
    }

    /** {@code x} in Montgomery's form, x below n, by as many doublings as it has bits. */
    private long form(long x) {
        long form = 0;
        for (long bit = Long.highestOneBit(x); bit != 0; bit >>= 1) {
            form = add(form, form);
            form = (x & bit) != 0 ? add(form, one) : form;
        }
        return form;
    }

    private long add(long a, long b) {
        long sum = a - n + b;
        return sum + (n & sum >> 63);
    }

    private long multiply(long a, long b) {
        long q = a * b * inverse;
        // The upper half of q n, q being unsigned.
        long upper = Math.multiplyHigh(q, n) + (q >> 63 & n);
        long rest = Math.multiplyHigh(a, b) - upper;
        return rest + (n & rest >> 63);
    }
}
