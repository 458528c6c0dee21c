package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * One elliptic curve for each of many numbers at once; the curves and formulas are those of {@link WordCurves}, the arithmetic
 * is {@link LaneField}'s. All lanes run the same curve. A number is inverted once only, for all {@link #CURVES} of them: what is
 * inverted is the product of their denominators. For one thread.
 */
final class LaneCurves {
    /** How many curves there are, of Suyama's parameters from {@link CurveSchedule#FIRST_SIGMA} on. */
    static final int CURVES = 24;

    private static final int INVERSE = 0;
    private static final int A24 = 1;
    private static final int PRODUCT = 2;
    private static final int S = 3;
    private static final int T = 4;
    private static final int U = 5;

    /** Points take two registers: x, and z next to it. */
    private static final int START = 6;

    private static final int LOW = 8;
    private static final int HIGH = 10;
    private static final int WHEEL = 12;

    /** Three giant steps in turns. */
    private static final int GIANTS = 14;

    /** Three registers each: x, z and x z. */
    private static final int BABIES = 20;

    /** The product of all curves' denominators. */
    private static final BigInteger DENOMINATORS = IntStream.range(0, CURVES)
            .mapToObj(curve -> BigInteger.valueOf(denominator(sigma(curve))))
            .reduce(BigInteger.ONE, BigInteger::multiply);

    private final CurvePlan plan;
    private final int[] babyAt;
    private final LaneField field;

    /** @param fields makes an arithmetic with a number of registers */
    LaneCurves(CurvePlan plan, IntFunction<LaneField> fields) {
        this.plan = plan;
        babyAt = new int[plan.topBaby() + 1];
        int next = BABIES;
        for (int j = 1; j < babyAt.length; j++) {
            babyAt[j] = next;
            next += j <= 6 || j % 6 == 1 || j % 6 == 5 ? 3 : 0;
        }
        field = fields.apply(next);
    }

    /**
     * Gives a lane a number to be factored: odd, composite, of a size that the field takes.
     *
     * @return whether that can be done; else n has a factor in common with a curve's denominator
     */
    boolean enter(int lane, BigInteger n) {
        field.modulus(lane, n);
        return field.enterInverse(INVERSE, lane, DENOMINATORS);
    }

    /** Gives one lane's number to another lane, whose number is forgotten. */
    void move(int to, int from) {
        field.moveLane(to, from, INVERSE);
    }

    /** Runs curve {@code 0 <= curve < CURVES} for the numbers of all lanes. */
    void run(int curve) {
        chooseCurve(curve);
        climb(plan.ladder());
        stage2();
    }

    /** What the last run says of a lane's number: a divisor, often 1, rarely the number itself. */
    BigInteger divisor(int lane, BigInteger n) {
        BigInteger divisor = field.gcd(PRODUCT, lane);
        return divisor.equals(n) ? field.gcd(LOW + 1, lane) : divisor;
    }

    private static long sigma(int curve) {
        return CurveSchedule.FIRST_SIGMA + curve;
    }

    /** {@code 2 u v}, with {@code u = s^2 - 5} and {@code v = 4 s}. */
    private static long denominator(long sigma) {
        return 8 * sigma * (sigma * sigma - 5);
    }

    /** Start {@code u^3 / v^3} and {@code (A + 2) / 4 = (v - u)^3 (3 u + v) / (16 u^3 v)}, both from {@code w = 1 / (2 u v)}. */
    private void chooseCurve(int curve) {
        field.copy(S, INVERSE);
        for (int other = 0; other < CURVES; other++) {
            if (other != curve) {
                multiplyBy(S, denominator(sigma(other)));
            }
        }
        field.multiply(T, S, S);
        field.multiply(T, T, S);
        long sigma = sigma(curve);
        long u = sigma * sigma - 5;
        long v = 4 * sigma;
        field.copy(START, T);
        multiplyBy(START, u * u * u);
        multiplyBy(START, 8 * u * u * u);
        field.fill(START + 1, 1);
        field.copy(A24, T);
        multiplyBy(A24, (v - u) * (v - u) * (v - u));
        multiplyBy(A24, (3 * u + v) * (v * v / 2));
    }

    private void multiplyBy(int register, long constant) {
        field.fill(U, constant);
        field.multiply(register, register, U);
    }

    /** Stage 1: the multiple of the start that the ladder's bits give. */
    private void climb(boolean[] ladder) {
        field.copy(LOW, START);
        field.copy(LOW + 1, START + 1);
        twice(HIGH, LOW);
        for (boolean bit : ladder) {
            int kept = bit ? LOW : HIGH;
            int doubled = bit ? HIGH : LOW;
            field.sumTimesDifference(S, HIGH, HIGH + 1, LOW, LOW + 1);
            field.sumTimesDifference(T, LOW, LOW + 1, HIGH, HIGH + 1);
            field.squareOfSum(kept, S, T);
            field.squareOfDifference(U, S, T);
            field.multiply(kept + 1, U, START);
            twice(doubled, doubled);
        }
    }

    private void twice(int to, int p) {
        field.squareOfSum(S, p, p + 1);
        field.squareOfDifference(T, p, p + 1);
        field.subtract(U, S, T);
        field.multiply(to, S, T);
        field.multiplyAdd(S, A24, U, T);
        field.multiply(to + 1, S, U);
    }

    /** The sum of P and Q, of which the difference is known. {@code to} is none of them. */
    private void sum(int to, int p, int q, int difference) {
        field.sumTimesDifference(S, q, q + 1, p, p + 1);
        field.sumTimesDifference(T, p, p + 1, q, q + 1);
        field.squareOfSum(U, S, T);
        field.multiply(to, U, difference + 1);
        field.squareOfDifference(U, S, T);
        field.multiply(to + 1, U, difference);
    }

    /** Leaves a residue that shares the factors found, those of stage 1 included. */
    private void stage2() {
        field.copy(PRODUCT, LOW + 1);
        fillBabies();
        int top = plan.topBaby();
        int other = plan.wheel() - top;
        sum(WHEEL, babyAt[top], babyAt[other], babyAt[top - other]);
        byte[][] pairs = plan.pairs();
        int last = WHEEL;
        int giant = WHEEL;
        for (int i = 1; i < plan.firstGiant() + pairs.length; i++) {
            if (i >= plan.firstGiant()) {
                meet(pairs[i - plan.firstGiant()], giant);
            }
            int next = GIANTS + 2 * (i % 3);
            if (i == 1) {
                twice(next, WHEEL);
            } else {
                sum(next, giant, WHEEL, last);
            }
            last = giant;
            giant = next;
        }
    }

    /** The multiples 1 to 7, 11, 13, … (those 1 or 5 modulo 6) up to the plan's top of stage 1's point. */
    private void fillBabies() {
        field.copy(babyAt[1], LOW);
        field.copy(babyAt[1] + 1, LOW + 1);
        twice(babyAt[2], babyAt[1]);
        sum(babyAt[3], babyAt[2], babyAt[1], babyAt[1]);
        twice(babyAt[4], babyAt[2]);
        sum(babyAt[5], babyAt[3], babyAt[2], babyAt[1]);
        twice(babyAt[6], babyAt[3]);
        for (int j = 7; j < babyAt.length; j += j % 6 == 1 ? 4 : 2) {
            sum(babyAt[j], babyAt[Math.max(6, j - 6)], babyAt[Math.min(6, j - 6)], babyAt[Math.abs(j - 12)]);
        }
        for (int j : plan.babies()) {
            field.multiply(babyAt[j] + 2, babyAt[j], babyAt[j] + 1);
        }
    }

    /** Multiplies the product by {@code gx bz - bx gz} for each baby step b that the giant step g meets. */
    private void meet(byte[] indices, int giant) {
        field.multiply(U, giant, giant + 1);
        for (byte index : indices) {
            int baby = babyAt[plan.babies()[index]];
            field.sumTimesDifference(T, giant + 1, baby + 1, giant, baby);
            field.multiplySum(PRODUCT, PRODUCT, T, U, baby + 2);
        }
    }
}
