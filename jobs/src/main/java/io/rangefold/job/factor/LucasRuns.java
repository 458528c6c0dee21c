package io.rangefold.job.factor;

import java.math.BigInteger;

/**
 * The methods P-1 (J. Pollard, Proc. Cambridge Phil. Soc. 76 (1974) 521) and P+1 (H. Williams, Math. Comp. 39 (1982) 225) in
 * one form: {@code V_k = a^k + a^-k} for a root a of {@code x^2 - V_1 x + 1}, with {@code V_j+k = V_j V_k - V_j-k}. The order of
 * a modulo p divides p-1 or p+1. A point is one V. A sum takes two multiplications, the second one to keep it small.
 */
final class LucasRuns extends SmoothSearch {
    /** How many starts there are: P-1's, and one of P+1's, which works for half of all p. */
    static final int COUNT = 2;

    /** Numerators and denominators of V_1: 3 + 1/3 has the root 3 modulo every p; for 2/7 the order is a multiple of 6 (Williams). */
    private static final int[][] STARTS = {{10, 3}, {2, 7}};

    private static final int TWO = OWN;
    private static final int RAW = OWN + 1;

    /** @param n the number to be factored, odd, prime to 21 */
    LucasRuns(BigInteger n, Pulse pulse) {
        super(n, pulse);
        field.enter(TWO, BigInteger.TWO);
    }

    /** A divisor of n, often 1, rarely n itself; {@code 0 <= start < COUNT}. */
    BigInteger run(WidePlan plan, int start) {
        BigInteger denominator = BigInteger.valueOf(STARTS[start][1]);
        field.enter(POINT, denominator.modInverse(n).multiply(BigInteger.valueOf(STARTS[start][0])));
        return search(plan);
    }

    @Override
    void sum(int to, int p, int q, int difference) {
        field.multiply(RAW, p, q);
        field.subtract(RAW, RAW, difference);
        field.multiply(to, RAW, ONE);
    }

    @Override
    void twice(int to, int p) {
        sum(to, p, p, TWO);
    }

    /** A V is normalized as it is; a neutral one is 2. */
    @Override
    BigInteger normalize(int[] points, int count, int to) {
        for (int i = 0; i < count; i++) {
            field.copy(to + i, points[i]);
            field.subtract(RAW, points[i], TWO);
            field.multiply(PRODUCT, PRODUCT, RAW);
        }
        return BigInteger.ONE;
    }

    @Override
    void beginProduct() {
        field.subtract(PRODUCT, POINT, TWO);
    }
}
