package io.rangefold.job.factor;

import java.math.BigInteger;

/**
 * Elliptic curve factoring of odd numbers of any size; the curves and formulas are those of {@link WordCurves}, the
 * arithmetic is {@link WideField}'s. For one thread.
 */
final class WideCurves {
    private static final int A24 = 0;
    private static final int ONE = 1;
    private static final int PRODUCT = 2;

    /** Points take two registers: x, and z next to it. */
    private static final int START = 3;

    private static final int LOW = 5;
    private static final int HIGH = 7;
    private static final int WHEEL = 9;
    private static final int LAST = 11;
    private static final int GIANT = 13;
    private static final int NEXT = 15;

    /** Three registers each: x, z and x z. */
    private static final int BABIES = 17;

    /** Above the largest {@link CurvePlan#topBaby()}. */
    private static final int MAX_MULTIPLES = 128;

    private static final int REGISTERS = BABIES + 3 * MAX_MULTIPLES;

    private static final int BEAT_MULTIPLICATIONS = 2_000;

    private final BigInteger n;
    private final WideField field;
    private final Pulse pulse;
    private final int beatSteps;

    /** @param n the number to be factored, odd, at least 3 */
    WideCurves(BigInteger n, Pulse pulse) {
        this.n = n;
        this.pulse = pulse;
        field = WideField.of(n, REGISTERS);
        field.enter(ONE, BigInteger.ONE);
        beatSteps = Math.max(1, BEAT_MULTIPLICATIONS / (field.limbs() * field.limbs()));
    }

    /** A divisor of n, often 1, rarely n itself; {@code sigma >= 6}. */
    BigInteger run(CurvePlan plan, int sigma) {
        BigInteger divisor = chooseCurve(sigma);
        if (!divisor.equals(BigInteger.ONE)) {
            return divisor;
        }
        climb(plan.ladder());
        stage2(plan);
        divisor = field.gcd(PRODUCT);
        return divisor.equals(n) ? field.gcd(LOW + 1) : divisor;
    }

    /** See {@link WordCurves}; gives the divisor met when there is no inverse, else 1. */
    private BigInteger chooseCurve(int sigma) {
        BigInteger u = BigInteger.valueOf((long) sigma * sigma - 5);
        BigInteger v = BigInteger.valueOf(4L * sigma);
        BigInteger u3 = u.pow(3);
        BigInteger v3 = v.pow(3);
        BigInteger bottom = u3.multiply(v).shiftLeft(4);
        BigInteger divisor = bottom.gcd(n);
        if (!divisor.equals(BigInteger.ONE)) {
            return divisor;
        }
        BigInteger inverse = bottom.multiply(v3).modInverse(n);
        BigInteger top =
                v.subtract(u).pow(3).multiply(u.multiply(BigInteger.valueOf(3)).add(v));
        field.enter(A24, top.multiply(v3).multiply(inverse));
        field.enter(START, u3.multiply(bottom).multiply(inverse));
        field.copy(START + 1, ONE);
        return BigInteger.ONE;
    }

    private void climb(boolean[] ladder) {
        copyPoint(LOW, START);
        field.twice(HIGH, LOW, A24);
        for (int i = 0; i < ladder.length; i++) {
            int kept = ladder[i] ? LOW : HIGH;
            int doubled = ladder[i] ? HIGH : LOW;
            field.sum(kept, LOW, HIGH, START);
            field.twice(doubled, doubled, A24);
            if (i % beatSteps == 0) {
                pulse.beat();
            }
        }
    }

    private void stage2(CurvePlan plan) {
        field.copy(PRODUCT, LOW + 1);
        fillBabies(plan);
        int top = plan.topBaby();
        int other = plan.wheel() - top;
        field.sum(WHEEL, baby(top), baby(other), baby(top - other));
        copyPoint(LAST, WHEEL);
        field.twice(GIANT, WHEEL, A24);
        byte[][] pairs = plan.pairs();
        int giant = 1 - plan.firstGiant();
        if (giant == 0) {
            meet(pairs[0], plan.babies(), WHEEL);
        }
        for (giant++; giant < pairs.length; giant++) {
            if (giant >= 0) {
                meet(pairs[giant], plan.babies(), GIANT);
            }
            field.sum(NEXT, GIANT, WHEEL, LAST);
            copyPoint(LAST, GIANT);
            copyPoint(GIANT, NEXT);
            if (giant % beatSteps == 0) {
                pulse.beat();
            }
        }
    }

    private void fillBabies(CurvePlan plan) {
        copyPoint(baby(1), LOW);
        field.twice(baby(2), baby(1), A24);
        field.sum(baby(3), baby(2), baby(1), baby(1));
        field.sum(baby(5), baby(3), baby(2), baby(1));
        field.twice(baby(4), baby(2), A24);
        field.twice(baby(6), baby(3), A24);
        for (int j = 7; j <= plan.topBaby(); j += j % 6 == 1 ? 4 : 2) {
            field.sum(baby(j), baby(j - 6), baby(6), baby(Math.abs(j - 12)));
        }
        for (int j : plan.babies()) {
            field.multiply(baby(j) + 2, baby(j), baby(j) + 1);
        }
    }

    private void meet(byte[] indices, int[] babies, int giant) {
        int[] points = new int[indices.length];
        for (int i = 0; i < points.length; i++) {
            points[i] = baby(babies[indices[i]]);
        }
        field.meet(PRODUCT, giant, points);
    }

    private static int baby(int multiple) {
        return BABIES + 3 * multiple;
    }

    private void copyPoint(int to, int from) {
        field.copy(to, from);
        field.copy(to + 1, from + 1);
    }
}
