package io.rangefold.job.factor;

import java.math.BigInteger;

/**
 * Primality of any odd number by the strong test to base 2 and the strong Lucas test with Selfridge's parameters, method A (R.
 * Baillie and S. Wagstaff, Math. Comp. 35 (1980) 1391). Proven below 2^64 (see {@link WordPrimality}); above, no composite that
 * passes is known. Costs about six multiplications a bit.
 */
final class WidePrimality {
    private static final int ONE = 0;
    private static final int MINUS_ONE = 1;
    private static final int POWER = 2;
    private static final int D = 3;
    private static final int Q = 4;
    private static final int HALF = 5;
    private static final int U = 6;
    private static final int V = 7;
    private static final int Q_POWER = 8;
    private static final int SCRATCH = 9;
    private static final int REGISTERS = 10;

    private final BigInteger n;
    private final WideField field;
    private final Pulse pulse;

    private WidePrimality(BigInteger n, Pulse pulse) {
        this.n = n;
        this.pulse = pulse;
        field = WideField.of(n, REGISTERS);
        field.enter(ONE, BigInteger.ONE);
        field.enter(MINUS_ONE, n.subtract(BigInteger.ONE));
    }

    /** Whether n passes both tests, for odd {@code n >= 3}. */
    static boolean isProbablePrime(BigInteger n, Pulse pulse) {
        WidePrimality test = new WidePrimality(n, pulse);
        return test.passesBaseTwo() && !isSquare(n) && test.passesLucas();
    }

    private static boolean isSquare(BigInteger n) {
        return n.sqrtAndRemainder()[1].signum() == 0;
    }

    private boolean passesBaseTwo() {
        BigInteger even = n.subtract(BigInteger.ONE);
        int twos = even.getLowestSetBit();
        field.copy(POWER, ONE);
        for (int i = even.bitLength() - 1; i >= twos; i--) {
            field.multiply(POWER, POWER, POWER);
            if (even.testBit(i)) {
                field.add(POWER, POWER, POWER);
            }
            beatEvery(i);
        }
        if (field.areEqual(POWER, ONE) || field.areEqual(POWER, MINUS_ONE)) {
            return true;
        }
        for (int i = 1; i < twos; i++) {
            field.multiply(POWER, POWER, POWER);
            if (field.areEqual(POWER, MINUS_ONE)) {
                return true;
            }
        }
        return false;
    }

    /** Not for squares: no D would be found. */
    private boolean passesLucas() {
        int d = 5;
        while (symbol(d) == 1) {
            d = d > 0 ? -d - 2 : -d + 2;
        }
        if (symbol(d) == 0) {
            return n.equals(BigInteger.valueOf(Math.abs(d)));
        }
        field.enter(D, BigInteger.valueOf(d));
        field.enter(Q, BigInteger.valueOf((1 - d) / 4));
        field.enter(HALF, n.add(BigInteger.ONE).shiftRight(1));
        BigInteger even = n.add(BigInteger.ONE);
        int twos = even.getLowestSetBit();
        climb(even, twos);
        if (field.isZero(U) || field.isZero(V)) {
            return true;
        }
        for (int i = 1; i < twos; i++) {
            doubleV();
            if (field.isZero(V)) {
                return true;
            }
        }
        return false;
    }

    /** U, V and the power of Q at the index {@code even / 2^twos}, from those at 1. */
    private void climb(BigInteger even, int twos) {
        field.copy(U, ONE);
        field.copy(V, ONE);
        field.copy(Q_POWER, Q);
        for (int i = even.bitLength() - 2; i >= twos; i--) {
            field.multiply(U, U, V);
            doubleV();
            if (even.testBit(i)) {
                field.add(SCRATCH, U, V);
                field.multiply(U, U, D);
                field.add(V, U, V);
                field.multiply(V, V, HALF);
                field.multiply(U, SCRATCH, HALF);
                field.multiply(Q_POWER, Q_POWER, Q);
            }
            beatEvery(i);
        }
    }

    /** {@code V = V^2 - 2 Q^k} and {@code Q^2k = (Q^k)^2}. */
    private void doubleV() {
        field.multiply(V, V, V);
        field.subtract(V, V, Q_POWER);
        field.subtract(V, V, Q_POWER);
        field.multiply(Q_POWER, Q_POWER, Q_POWER);
    }

    private int symbol(int d) {
        BigInteger size = BigInteger.valueOf(Math.abs(d));
        return Jacobi.reciprocal(d, n.mod(size).longValue(), n.intValue() & 3);
    }

    private void beatEvery(int step) {
        if ((step & 63) == 0) {
            pulse.beat();
        }
    }
}
