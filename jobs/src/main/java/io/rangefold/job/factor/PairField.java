package io.rangefold.job.factor;

import java.math.BigInteger;

/** {@link WideField} for two limbs, with whole point operations in local variables: three times as fast. */
final class PairField extends WideField {
    static final int LIMB_BITS = 60;
    static final long MASK = (1L << LIMB_BITS) - 1;

    /** Exclusive. */
    static final int MIN_BITS = LIMB_BITS - SPARE_BITS;

    /** Inclusive. */
    static final int MAX_BITS = 2 * LIMB_BITS - SPARE_BITS;

    /** The product that {@link #product} gave: the lower limb in {@code [0, 2^60)}, the upper one signed. */
    private long low;

    private long high;

    PairField(BigInteger modulus, int registers) {
        super(modulus, registers, LIMB_BITS);
    }

    @Override
    void add(int to, int a, int b) {
        final long[] r = registers;
        long sum = r[2 * a] + r[2 * b];
        r[2 * to + 1] = r[2 * a + 1] + r[2 * b + 1] + (sum >> LIMB_BITS);
        r[2 * to] = sum & MASK;
    }

    @Override
    void subtract(int to, int a, int b) {
        final long[] r = registers;
        long difference = r[2 * a] - r[2 * b];
        r[2 * to + 1] = r[2 * a + 1] - r[2 * b + 1] + (difference >> LIMB_BITS);
        r[2 * to] = difference & MASK;
    }

    @Override
    void multiply(int to, int a, int b) {
        final long[] r = registers;
        product(r[2 * a], r[2 * a + 1], r[2 * b], r[2 * b + 1]);
        keep(to);
    }

    @Override
    void twice(int to, int p, int a24) {
        final long[] r = registers;
        long x0 = r[2 * p];
        long x1 = r[2 * p + 1];
        long z0 = r[2 * p + 2];
        long z1 = r[2 * p + 3];
        product(x0 + z0, x1 + z1, x0 + z0, x1 + z1);
        long a0 = low;
        long a1 = high;
        product(x0 - z0, x1 - z1, x0 - z0, x1 - z1);
        long b0 = low;
        long b1 = high;
        long c0 = a0 - b0;
        long c1 = a1 - b1;
        product(a0, a1, b0, b1);
        keep(to);
        product(r[2 * a24], r[2 * a24 + 1], c0, c1);
        product(low + b0, high + b1, c0, c1);
        keep(to + 1);
    }

    @Override
    void sum(int to, int p, int q, int difference) {
        final long[] r = registers;
        long px0 = r[2 * p];
        long px1 = r[2 * p + 1];
        long pz0 = r[2 * p + 2];
        long pz1 = r[2 * p + 3];
        long qx0 = r[2 * q];
        long qx1 = r[2 * q + 1];
        long qz0 = r[2 * q + 2];
        long qz1 = r[2 * q + 3];
        product(px0 - pz0, px1 - pz1, qx0 + qz0, qx1 + qz1);
        long s0 = low;
        long s1 = high;
        product(px0 + pz0, px1 + pz1, qx0 - qz0, qx1 - qz1);
        long t0 = low;
        long t1 = high;
        product(s0 + t0, s1 + t1, s0 + t0, s1 + t1);
        product(low, high, r[2 * difference + 2], r[2 * difference + 3]);
        long sumX0 = low;
        long sumX1 = high;
        product(s0 - t0, s1 - t1, s0 - t0, s1 - t1);
        product(low, high, r[2 * difference], r[2 * difference + 1]);
        keep(to + 1);
        r[2 * to] = sumX0;
        r[2 * to + 1] = sumX1;
    }

    @Override
    void multiplyDifferences(int product, int from, int first, byte[] list) {
        final long[] r = registers;
        long x0 = r[2 * from];
        long x1 = r[2 * from + 1];
        long product0 = r[2 * product];
        long product1 = r[2 * product + 1];
        for (byte i : list) {
            int at = 2 * (first + (i & 0xff));
            product(product0, product1, x0 - r[at], x1 - r[at + 1]);
            product0 = low;
            product1 = high;
        }
        r[2 * product] = product0;
        r[2 * product + 1] = product1;
    }

    private void keep(int register) {
        registers[2 * register] = low;
        registers[2 * register + 1] = high;
    }

    /** {@code a b} for limbs of {@code |a0|, |b0| < 2^61}. */
    private void product(long a0, long a1, long b0, long b1) {
        long n1 = n[1];
        long upperN0 = shiftedN[0];
        long upperN1 = shiftedN[1];
        long upperA0 = a0 << 2;
        long upperA1 = a1 << 2;
        long upperB = b0 << 2;
        long q = a0 * b0 * inverse & MASK;
        long upperQ = q << 2;
        long lower = Math.multiplyHigh(upperA0, upperB)
                - Math.multiplyHigh(upperN0, upperQ)
                + (a1 * b0 & MASK)
                - (q * n1 & MASK)
                + (a0 * b1 & MASK);
        long upper = Math.multiplyHigh(upperA1, upperB) - Math.multiplyHigh(upperN1, upperQ);
        upperB = b1 << 2;
        q = lower * inverse & MASK;
        upperQ = q << 2;
        lower = (lower >> LIMB_BITS)
                + Math.multiplyHigh(upperA0, upperB)
                - Math.multiplyHigh(upperN0, upperQ)
                + (a1 * b1 & MASK)
                - (q * n1 & MASK)
                + upper;
        upper = Math.multiplyHigh(upperA1, upperB) - Math.multiplyHigh(upperN1, upperQ);
        low = lower & MASK;
        high = upper + (lower >> LIMB_BITS);
    }
}
