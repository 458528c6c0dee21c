package io.rangefold.job.prime;

import static java.math.BigInteger.ONE;

import java.math.BigInteger;

/**
 * Strong probable prime tests to the bases 2 to 37, which no composite below 3.3 10^24 passes (J. Sorenson and J. Webster,
 * "Strong pseudoprimes to twelve prime bases", Math. Comp. 86 (2017) 985), after trial division.
 */
final class PlainTest implements PlainPrimes {
    private static final int[] BASES = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37};
    private static final int DIVISORS_END = 1_000;

    @Override
    public void moveTo(long p) {
        // Every integer stands for itself.
    }

    @Override
    public boolean isPrime(long n) {
        for (long divisor = 2; divisor < DIVISORS_END && divisor * divisor <= n; divisor++) {
            if (n % divisor == 0) {
                return false;
            }
        }
        return n < (long) DIVISORS_END * DIVISORS_END ? n >= 2 : passesAll(BigInteger.valueOf(n));
    }

    private static boolean passesAll(BigInteger n) {
        for (int base : BASES) {
            if (!passes(n, BigInteger.valueOf(base))) {
                return false;
            }
        }
        return true;
    }

    private static boolean passes(BigInteger n, BigInteger base) {
        BigInteger minusOne = n.subtract(ONE);
        int twos = minusOne.getLowestSetBit();
        BigInteger power = base.modPow(minusOne.shiftRight(twos), n);
        if (power.equals(ONE) || power.equals(minusOne)) {
            return true;
        }
        for (int square = 1; square < twos; square++) {
            power = power.multiply(power).mod(n);
            if (power.equals(minusOne)) {
                return true;
            }
        }
        return false;
    }
}
