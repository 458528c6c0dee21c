package io.rangefold.job.factor;

import java.math.BigInteger;

/**
 * Primality for proofs: the strong test (Miller-Rabin) to the least sets of prime bases that are proven to suffice below a
 * bound. The arithmetic is its own: remainders below 2^31.5, division by a precomputed reciprocal below 2^64 (N. Möller and T.
 * Granlund, IEEE Trans. Comput. 60 (2011) 165, algorithm 4), {@code BigInteger} above.
 *
 * <p>Bounds, each the least composite that passes: C. Pomerance, J. Selfridge and S. Wagstaff (Math. Comp. 35 (1980) 1003) for
 * up to four bases; G. Jaeschke (Math. Comp. 61 (1993) 915) for five to seven; Y. Jiang and Y. Deng (Math. Comp. 83 (2014) 2915)
 * for nine; J. Sorenson and J. Webster (Math. Comp. 86 (2017) 985) for 12 and 13. OEIS A014233.
 */
final class ProvenPrimality {
    /** Primality of what is smaller is proven; what is not smaller is tested to the same 13 bases. */
    static final BigInteger BOUND = new BigInteger("3317044064679887385961981");

    private static final int[] BASES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41};

    /** {@code COMPOSITES[i]}: the least composite that passes to the first {@code i + 1} bases, as far as below 2^63. */
    private static final long[] COMPOSITES = {
        2_047L,
        1_373_653L,
        25_326_001L,
        3_215_031_751L,
        2_152_302_898_747L,
        3_474_749_660_383L,
        341_550_071_728_321L,
        341_550_071_728_321L,
        3_825_123_056_546_413_051L
    };

    /** All products of two factors below this fit a signed word. */
    private static final long SMALL = 3_037_000_499L;

    private ProvenPrimality() {}

    /** Whether n is prime, for {@code 2 <= n < 2^63}. */
    static boolean isPrime(long n) {
        for (int base : BASES) {
            if (n % base == 0) {
                return n == base;
            }
        }
        int twos = Long.numberOfTrailingZeros(n - 1);
        int bases = basesFor(n);
        Reciprocal divider = n < SMALL ? Reciprocal.NONE : new Reciprocal(n);
        for (int i = 0; i < bases; i++) {
            boolean passes = n < SMALL ? passesSmall(n, BASES[i], twos) : divider.passes(BASES[i], twos);
            if (!passes) {
                return false;
            }
        }
        return true;
    }

    /** Whether n passes to all 13 bases, which proves it prime below {@link #BOUND}; {@code n >= 2}. */
    static boolean isPrime(BigInteger n) {
        if (n.bitLength() < Long.SIZE) {
            return isPrime(n.longValue());
        }
        BigInteger minusOne = n.subtract(BigInteger.ONE);
        int twos = minusOne.getLowestSetBit();
        for (int base : BASES) {
            if (!passes(n, minusOne, twos, BigInteger.valueOf(base))) {
                return false;
            }
        }
        return true;
    }

    private static int basesFor(long n) {
        int bases = 1;
        while (bases <= COMPOSITES.length && n >= COMPOSITES[bases - 1]) {
            bases++;
        }
        return bases <= COMPOSITES.length ? bases : 12;
    }

    private static boolean passesSmall(long n, int base, int twos) {
        long power = 1;
        long exponent = n - 1 >> twos;
        for (long bit = Long.highestOneBit(exponent); bit != 0; bit >>= 1) {
            power = power * power % n;
            if ((exponent & bit) != 0) {
                power = power * base % n;
            }
        }
        if (power == 1) {
            return true;
        }
        for (int i = 1; i < twos && power != n - 1; i++) {
            power = power * power % n;
        }
        return power == n - 1;
    }

    private static boolean passes(BigInteger n, BigInteger minusOne, int twos, BigInteger base) {
        BigInteger power = base.modPow(minusOne.shiftRight(twos), n);
        if (power.equals(BigInteger.ONE)) {
            return true;
        }
        for (int i = 1; i < twos && !power.equals(minusOne); i++) {
            power = power.multiply(power).mod(n);
        }
        return power.equals(minusOne);
    }

    /** Remainders by a divisor of up to 63 bits; all residues are kept shifted so that the divisor's top bit is bit 63. */
    private static final class Reciprocal {
        static final Reciprocal NONE = new Reciprocal(3);

        private final int shift;
        private final long divisor;
        private final long reciprocal;
        private final long exponent;

        Reciprocal(long n) {
            shift = Long.numberOfLeadingZeros(n);
            divisor = n << shift;
            BigInteger ones = BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE);
            reciprocal = ones.divide(BigInteger.valueOf(n).shiftLeft(shift)).longValue();
            exponent = n - 1;
        }

        boolean passes(int base, int twos) {
            long one = 1L << shift;
            long minusOne = divisor - one;
            long shiftedBase = (long) base << shift;
            long odd = exponent >> twos;
            long power = one;
            for (long bit = Long.highestOneBit(odd); bit != 0; bit >>= 1) {
                power = multiply(power, power);
                if ((odd & bit) != 0) {
                    power = multiply(power, shiftedBase);
                }
            }
            if (power == one) {
                return true;
            }
            for (int i = 1; i < twos && power != minusOne; i++) {
                power = multiply(power, power);
            }
            return power == minusOne;
        }

        /** The remainder of the 128-bit product of one shifted and one plain residue. */
        private long multiply(long a, long b) {
            long plain = b >>> shift;
            long low = a * plain;
            long high = unsignedHigh(a, plain);
            long q0 = reciprocal * high;
            long q1 = unsignedHigh(reciprocal, high);
            q0 += low;
            q1 += high + (Long.compareUnsigned(q0, low) < 0 ? 1 : 0) + 1;
            long remainder = low - q1 * divisor;
            if (Long.compareUnsigned(remainder, q0) > 0) {
                remainder += divisor;
            }
            return Long.compareUnsigned(remainder, divisor) >= 0 ? remainder - divisor : remainder;
        }

        private static long unsignedHigh(long a, long b) {
            return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
        }
    }
}
