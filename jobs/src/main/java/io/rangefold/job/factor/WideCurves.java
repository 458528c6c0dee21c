package io.rangefold.job.factor;

import java.math.BigInteger;

/**
 * Elliptic curve factoring of odd numbers of any size (H. Lenstra, Ann. Math. 126 (1987) 649), on Montgomery curves of a group
 * order that is a multiple of 12; the arithmetic is {@link WideField}'s. A point is x : z. Stage 1 takes about 12.9
 * multiplications for each unit of b1, stage 2 about 0.8 for each prime up to b2. For one thread.
 */
final class WideCurves extends SmoothSearch {
    private static final int A24 = OWN;
    private static final int INVERSE = OWN + 1;
    private static final int SCRATCH = OWN + 2;

    /** @param n the number to be factored, odd, at least 3 */
    WideCurves(BigInteger n, Pulse pulse) {
        super(n, pulse);
    }

    /** A divisor of n, often 1, rarely n itself; {@code sigma >= 6}. */
    BigInteger run(WidePlan plan, int sigma) {
        BigInteger divisor = chooseCurve(sigma);
        return divisor.equals(BigInteger.ONE) ? search(plan) : divisor;
    }

    /** Suyama's curves, as in {@link WordCurves}; gives the divisor met when there is no inverse, else 1. */
    private BigInteger chooseCurve(int sigma) {
        BigInteger u = BigInteger.valueOf((long) sigma * sigma - 5);
        BigInteger v = BigInteger.valueOf(4L * sigma);
        BigInteger u3 = u.pow(3);
        BigInteger v3 = v.pow(3);
        BigInteger bottom = u3.multiply(v).shiftLeft(4);
        BigInteger divisor = bottom.multiply(v3).gcd(n);
        if (!divisor.equals(BigInteger.ONE)) {
            return divisor;
        }
        BigInteger inverse = bottom.multiply(v3).modInverse(n);
        BigInteger top =
                v.subtract(u).pow(3).multiply(u.multiply(BigInteger.valueOf(3)).add(v));
        field.enter(A24, top.multiply(v3).multiply(inverse));
        field.enter(POINT, u3.multiply(bottom).multiply(inverse));
        field.copy(POINT + 1, ONE);
        return BigInteger.ONE;
    }

    @Override
    void sum(int to, int p, int q, int difference) {
        field.sum(to, p, q, difference);
    }

    @Override
    void twice(int to, int p) {
        field.twice(to, p, A24);
    }

    @Override
    void beginProduct() {
        // a neutral point has no normalized multiples: that is noticed there
        field.copy(PRODUCT, ONE);
    }

    /** {@code x / z}: the inverse of the product of all z gives that of each by the products of the ones before it. */
    @Override
    BigInteger normalize(int[] points, int count, int to) {
        field.copy(PREFIXES, points[0] + 1);
        for (int i = 1; i < count; i++) {
            field.multiply(PREFIXES + i, PREFIXES + i - 1, points[i] + 1);
        }
        BigInteger product = field.value(PREFIXES + count - 1);
        BigInteger divisor = product.gcd(n);
        if (!divisor.equals(BigInteger.ONE)) {
            return divisor.equals(n) ? firstDivisor(points, count) : divisor;
        }
        field.enter(INVERSE, product.modInverse(n));
        for (int i = count - 1; i > 0; i--) {
            field.multiply(SCRATCH, INVERSE, PREFIXES + i - 1);
            field.multiply(INVERSE, INVERSE, points[i] + 1);
            field.multiply(to + i, points[i], SCRATCH);
        }
        field.multiply(to, points[0], INVERSE);
        return BigInteger.ONE;
    }

    private BigInteger firstDivisor(int[] points, int count) {
        for (int i = 0; i < count; i++) {
            BigInteger divisor = field.gcd(points[i] + 1);
            if (!divisor.equals(BigInteger.ONE)) {
                return divisor;
            }
        }
        return n;
    }
}
