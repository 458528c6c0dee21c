package io.rangefold.job.factor;

import java.math.BigInteger;

/**
 * Finds a prime factor p if the order of a point modulo p is a product of prime powers up to b1 and one prime up to b2: both
 * stages of the elliptic curve method and of its older relatives, on points of which sums need differences. For one thread.
 *
 * <p>Stage 2 compares giant steps with baby steps by coordinates that are normalized in blocks, with one inversion each (P.
 * Montgomery, Math. Comp. 48 (1987) 243, section 10.3.1), so that a pair costs one multiplication.
 */
abstract sealed class SmoothSearch permits WideCurves, LucasRuns {
    /** The product of all differences; then the subclass's own registers; then points, of two registers each. */
    static final int PRODUCT = 0;

    static final int ONE = 1;
    static final int OWN = 2;

    /** The point, and the points of {@link LucasChain}. */
    static final int POINT = 8;

    private static final int B = 10;
    private static final int C = 12;
    private static final int T = 14;
    private static final int U = 16;
    private static final int WHEEL = 18;

    /** Normalized baby steps, a register each. */
    private static final int BABIES = 20;

    /** First the multiples of the point that are prime to 6, up to {@link #TOP}; then the giant steps of a block. */
    private static final int MULTIPLES = BABIES + WidePlan.BABY_COUNT;

    private static final int TOP = WidePlan.WHEEL / 2 + 2;
    private static final int BLOCK = 128;

    /** Normalized giant steps, a register each. */
    private static final int GIANTS = MULTIPLES + 2 * (TOP / 3 + 1);

    /** Scratch of {@link #normalize}. */
    static final int PREFIXES = GIANTS + BLOCK;

    private static final int REGISTERS = PREFIXES + WidePlan.BABY_COUNT;

    private static final int BEAT_MULTIPLICATIONS = 20_000;

    final BigInteger n;
    final WideField field;
    private final Pulse pulse;
    private final int beatSteps;

    SmoothSearch(BigInteger n, Pulse pulse) {
        this.n = n;
        this.pulse = pulse;
        field = WideField.of(n, REGISTERS);
        field.enter(ONE, BigInteger.ONE);
        beatSteps = Math.max(1, BEAT_MULTIPLICATIONS / (10 * field.limbs() * field.limbs()));
    }

    /** The sum of the points p and q, of which the difference is known, up to sign. {@code to} may be any of them. */
    abstract void sum(int to, int p, int q, int difference);

    abstract void twice(int to, int p);

    /**
     * Coordinates in which points with the same multiple are equal.
     *
     * @param points registers of points
     * @param count how many of them
     * @param to where the first coordinate goes, the next ones behind it
     * @return 1, or the divisor that was met when there are no such coordinates modulo it. A point that is neutral modulo p shows
     *     here, or in {@link #PRODUCT}
     */
    abstract BigInteger normalize(int[] points, int count, int to);

    /** Puts something that is 0 modulo p if {@link #POINT} is neutral modulo p into {@link #PRODUCT}. */
    abstract void beginProduct();

    /** A divisor of n, often 1, rarely n itself; begins with the point in {@link #POINT}. */
    final BigInteger search(WidePlan plan) {
        for (int i = 0; i < plan.doublings(); i++) {
            twice(POINT, POINT);
        }
        climb(plan.chain());
        beginProduct();
        BigInteger divisor = baby();
        if (divisor.equals(BigInteger.ONE)) {
            divisor = giant(plan);
        }
        return divisor.equals(BigInteger.ONE) ? field.gcd(PRODUCT) : divisor;
    }

    /** Follows the chains; the points change places by changing names. */
    private void climb(byte[] chain) {
        int a = POINT;
        int b = B;
        int c = C;
        int t = T;
        int u = U;
        int swapped;
        for (int i = 0; i < chain.length; i++) {
            switch (chain[i]) {
                case LucasChain.BEGIN -> {
                    copy(b, a);
                    copy(c, a);
                    twice(a, a);
                }
                case LucasChain.SWAP -> {
                    swapped = a;
                    a = b;
                    b = swapped;
                }
                case LucasChain.RULE_1 -> {
                    sum(t, a, b, c);
                    sum(u, t, a, b);
                    sum(b, b, t, a);
                    swapped = a;
                    a = u;
                    u = swapped;
                }
                case LucasChain.RULE_2 -> {
                    sum(b, a, b, c);
                    twice(a, a);
                }
                case LucasChain.RULE_3 -> {
                    sum(c, b, a, c);
                    swapped = b;
                    b = c;
                    c = swapped;
                }
                case LucasChain.RULE_5 -> {
                    sum(c, c, a, b);
                    twice(a, a);
                }
                case LucasChain.RULE_6 -> {
                    twice(t, a);
                    sum(u, a, b, c);
                    sum(a, t, a, a);
                    sum(c, t, u, c);
                    swapped = b;
                    b = c;
                    c = swapped;
                }
                case LucasChain.RULE_7 -> {
                    sum(t, a, b, c);
                    sum(b, t, a, b);
                    twice(t, a);
                    sum(a, a, t, a);
                }
                case LucasChain.RULE_8 -> {
                    sum(t, a, b, c);
                    sum(c, c, a, b);
                    swapped = b;
                    b = t;
                    t = swapped;
                    twice(t, a);
                    sum(a, a, t, a);
                }
                case LucasChain.RULE_9 -> {
                    sum(c, c, b, a);
                    twice(b, b);
                }
                case LucasChain.END -> sum(a, a, b, c);
                default -> throw new IllegalArgumentException("there is no step " + chain[i]);
            }
            if (i % beatSteps == 0) {
                pulse.beat();
            }
        }
        if (a != POINT) {
            copy(POINT, a);
        }
    }

    /** The baby steps, and the wheel: {@code w = (w/2 - 2) + (w/2 + 2)}. */
    private BigInteger baby() {
        copy(multiple(1), POINT);
        twice(T, POINT);
        sum(U, T, POINT, POINT);
        sum(multiple(5), U, T, POINT);
        sum(multiple(7), multiple(5), T, U);
        twice(B, U);
        twice(C, T);
        for (int j = 11; j <= TOP; j += j % 6 == 5 ? 2 : 4) {
            sum(multiple(j), multiple(j - 6), B, multiple(Math.abs(j - 12)));
        }
        sum(WHEEL, multiple(TOP), multiple(TOP - 4), C);
        pulse.beat();
        int[] points = WidePlan.babies();
        for (int i = 0; i < points.length; i++) {
            points[i] = multiple(points[i]);
        }
        return normalize(points, points.length, BABIES);
    }

    private BigInteger giant(WidePlan plan) {
        multiplyWheel(plan.firstGiant());
        byte[][] pairs = plan.pairs();
        int[] points = new int[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            points[i] = MULTIPLES + 2 * i;
        }
        copy(points[0], T);
        copy(points[1], U);
        for (int done = 0; done < pairs.length; done += BLOCK) {
            int count = Math.min(BLOCK, pairs.length - done);
            for (int i = done == 0 ? 2 : 0; i < count; i++) {
                sum(points[i], points[(i + BLOCK - 1) % BLOCK], WHEEL, points[(i + BLOCK - 2) % BLOCK]);
            }
            BigInteger divisor = normalize(points, count, GIANTS);
            if (!divisor.equals(BigInteger.ONE)) {
                return divisor;
            }
            for (int i = 0; i < count; i++) {
                field.multiplyDifferences(PRODUCT, GIANTS + i, BABIES, pairs[done + i]);
                pulse.beat();
            }
        }
        return BigInteger.ONE;
    }

    /** Puts k times the wheel into T, and the next multiple into U, for {@code k >= 1}. */
    private void multiplyWheel(int k) {
        copy(T, WHEEL);
        twice(U, WHEEL);
        for (int bit = Integer.highestOneBit(k) >> 1; bit != 0; bit >>= 1) {
            if ((k & bit) != 0) {
                sum(T, T, U, WHEEL);
                twice(U, U);
            } else {
                sum(U, T, U, WHEEL);
                twice(T, T);
            }
        }
    }

    private static int multiple(int j) {
        return MULTIPLES + 2 * (j / 3);
    }

    private void copy(int to, int from) {
        field.copy(to, from);
        field.copy(to + 1, from + 1);
    }
}
