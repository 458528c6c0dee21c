package io.rangefold.job.expression.function;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;

import io.rangefold.job.expression.WorkMeter;
import java.math.BigInteger;

/**
 * The primality test of Baillie, Pomerance, Selfridge and Wagstaff: a strong probable prime test to the base 2 and a strong
 * Lucas test with Selfridge's parameters (R. Baillie and S. Wagstaff, "Lucas pseudoprimes", Mathematics of Computation 35,
 * 1980). No composite passes below 2^64; beyond, none is known. Takes time with the third power of the bits, all of it
 * metered.
 */
final class BaillieWagstaff {
    private static final int[] SMALL_PRIMES = {3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53};

    /** A number for which so many discriminants fail is a square, most likely. */
    private static final int DISCRIMINANTS_BEFORE_SQUARE_TEST = 10;

    private final BigInteger n;
    private final ExactFunctions functions;
    private final WorkMeter meter;

    /** @param n at least 2^60 */
    BaillieWagstaff(BigInteger n, ExactFunctions functions, WorkMeter meter) {
        this.n = n;
        this.functions = functions;
        this.meter = meter;
    }

    boolean isProbablePrime() {
        if (!n.testBit(0)) {
            return false;
        }
        for (int prime : SMALL_PRIMES) {
            if (n.mod(BigInteger.valueOf(prime)).signum() == 0) {
                return false;
            }
        }
        return isStrongProbablePrimeToBaseTwo() && isStrongLucasProbablePrime();
    }

    private boolean isStrongProbablePrimeToBaseTwo() {
        BigInteger minusOne = n.subtract(ONE);
        int twos = minusOne.getLowestSetBit();
        BigInteger power = functions.modPow(TWO, minusOne.shiftRight(twos), n);
        if (power.equals(ONE) || power.equals(minusOne)) {
            return true;
        }
        for (int square = 1; square < twos; square++) {
            power = product(power, power);
            if (power.equals(minusOne)) {
                return true;
            }
        }
        return false;
    }

    /** With P = 1 and Q = (1 - D) / 4, where D is the first of 5, -7, 9, -11, … with Jacobi symbol (D/n) = -1. */
    private boolean isStrongLucasProbablePrime() {
        int discriminant = 5;
        for (int tried = 0; ; tried++) {
            int symbol = jacobi(discriminant, n);
            if (symbol == -1) {
                break;
            }
            if (symbol == 0 || (tried == DISCRIMINANTS_BEFORE_SQUARE_TEST && isSquare())) {
                return false;
            }
            discriminant = discriminant > 0 ? -discriminant - 2 : -discriminant + 2;
        }
        BigInteger plusOne = n.add(ONE);
        int twos = plusOne.getLowestSetBit();
        return lucas(discriminant, plusOne.shiftRight(twos), twos);
    }

    /**
     * Whether {@code U(d) = 0} or {@code V(d 2^r) = 0} modulo n for some {@code r < twos}, of the Lucas sequences with
     * that discriminant.
     */
    private boolean lucas(int discriminant, BigInteger d, int twos) {
        BigInteger q = BigInteger.valueOf((1 - discriminant) / 4);
        BigInteger bigDiscriminant = BigInteger.valueOf(discriminant);
        BigInteger u = ONE;
        BigInteger v = ONE;
        BigInteger powerOfQ = q.mod(n);
        for (int bit = d.bitLength() - 2; bit >= 0; bit--) {
            u = product(u, v);
            v = product(v, v).subtract(powerOfQ.shiftLeft(1)).mod(n);
            powerOfQ = product(powerOfQ, powerOfQ);
            if (d.testBit(bit)) {
                BigInteger nextU = half(u.add(v));
                v = half(v.add(u.multiply(bigDiscriminant)));
                u = nextU;
                powerOfQ = powerOfQ.multiply(q).mod(n);
            }
        }
        if (u.signum() == 0 || v.signum() == 0) {
            return true;
        }
        for (int r = 1; r < twos; r++) {
            v = product(v, v).subtract(powerOfQ.shiftLeft(1)).mod(n);
            if (v.signum() == 0) {
                return true;
            }
            powerOfQ = product(powerOfQ, powerOfQ);
        }
        return false;
    }

    /** {@code x / 2} modulo n. */
    private BigInteger half(BigInteger x) {
        return (x.testBit(0) ? x.add(n) : x).shiftRight(1).mod(n);
    }

    private BigInteger product(BigInteger a, BigInteger b) {
        meter.spend(50 + (long) n.bitLength() * n.bitLength() / 1024);
        return a.multiply(b).mod(n);
    }

    private boolean isSquare() {
        return n.sqrtAndRemainder()[1].signum() == 0;
    }

    /** Jacobi's symbol {@code (a / n)}; n odd and positive, a odd. */
    private static int jacobi(int a, BigInteger n) {
        int sign = 1;
        int nModulo8 = n.intValue() & 7;
        if (a < 0 && (nModulo8 & 3) == 3) {
            sign = -sign;
        }
        int top = Math.abs(a);
        if ((top & 3) == 3 && (nModulo8 & 3) == 3) {
            sign = -sign;
        }
        // (n / top), both small from here on.
        int x = n.mod(BigInteger.valueOf(top)).intValue();
        int y = top;
        while (x != 0) {
            while ((x & 1) == 0) {
                x >>= 1;
                if ((y & 7) == 3 || (y & 7) == 5) {
                    sign = -sign;
                }
            }
            int swapped = x;
            x = y;
            y = swapped;
            if ((x & 3) == 3 && (y & 3) == 3) {
                sign = -sign;
            }
            x %= y;
        }
        return y == 1 ? sign : 0;
    }
}
