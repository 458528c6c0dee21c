package io.rangefold.job.factor;

import java.math.BigInteger;

/** {@link WideField} for four limbs, up to 224 bits, with whole point operations in local variables. */
final class QuadField extends WideField {
    private static final int LIMBS = 4;

    private final long inverse;
    private final long n0;
    private final long n1;
    private final long n2;
    private final long n3;
    private final long shiftedN0;
    private final long shiftedN1;
    private final long shiftedN2;
    private final long shiftedN3;

    /** The product that {@link #product} gave: limbs in {@code [0, 2^58)}, the top one signed. */
    private long p0;

    private long p1;
    private long p2;
    private long p3;

    QuadField(BigInteger modulus, int registers) {
        super(modulus, registers, LIMB_BITS);
        inverse = super.inverse;
        n0 = n[0];
        n1 = n[1];
        n2 = n[2];
        n3 = n[3];
        shiftedN0 = shiftedN[0];
        shiftedN1 = shiftedN[1];
        shiftedN2 = shiftedN[2];
        shiftedN3 = shiftedN[3];
    }

    @Override
    void multiply(int to, int a, int b) {
        final long[] r = registers;
        int x = LIMBS * a;
        int y = LIMBS * b;
        product(r[x], r[x + 1], r[x + 2], r[x + 3], r[y], r[y + 1], r[y + 2], r[y + 3]);
        keep(to);
    }

    @Override
    void twice(int to, int p, int a24) {
        final long[] r = registers;
        int x = LIMBS * p;
        int z = x + LIMBS;
        long s0 = r[x] + r[z];
        long s1 = r[x + 1] + r[z + 1];
        long s2 = r[x + 2] + r[z + 2];
        long s3 = r[x + 3] + r[z + 3];
        long d0 = r[x] - r[z];
        long d1 = r[x + 1] - r[z + 1];
        long d2 = r[x + 2] - r[z + 2];
        long d3 = r[x + 3] - r[z + 3];
        product(s0, s1, s2, s3, s0, s1, s2, s3);
        s0 = p0;
        s1 = p1;
        s2 = p2;
        s3 = p3;
        product(d0, d1, d2, d3, d0, d1, d2, d3);
        d0 = p0;
        d1 = p1;
        d2 = p2;
        d3 = p3;
        product(s0, s1, s2, s3, d0, d1, d2, d3);
        keep(to);
        s0 -= d0;
        s1 -= d1;
        s2 -= d2;
        s3 -= d3;
        int c = LIMBS * a24;
        product(r[c], r[c + 1], r[c + 2], r[c + 3], s0, s1, s2, s3);
        product(p0 + d0, p1 + d1, p2 + d2, p3 + d3, s0, s1, s2, s3);
        keep(to + 1);
    }

    @Override
    void sum(int to, int p, int q, int difference) {
        final long[] r = registers;
        int px = LIMBS * p;
        int pz = px + LIMBS;
        int qx = LIMBS * q;
        int qz = qx + LIMBS;
        product(
                r[px] - r[pz],
                r[px + 1] - r[pz + 1],
                r[px + 2] - r[pz + 2],
                r[px + 3] - r[pz + 3],
                r[qx] + r[qz],
                r[qx + 1] + r[qz + 1],
                r[qx + 2] + r[qz + 2],
                r[qx + 3] + r[qz + 3]);
        long s0 = p0;
        long s1 = p1;
        long s2 = p2;
        long s3 = p3;
        product(
                r[px] + r[pz],
                r[px + 1] + r[pz + 1],
                r[px + 2] + r[pz + 2],
                r[px + 3] + r[pz + 3],
                r[qx] - r[qz],
                r[qx + 1] - r[qz + 1],
                r[qx + 2] - r[qz + 2],
                r[qx + 3] - r[qz + 3]);
        long t0 = s0 - p0;
        long t1 = s1 - p1;
        long t2 = s2 - p2;
        long t3 = s3 - p3;
        s0 += p0;
        s1 += p1;
        s2 += p2;
        s3 += p3;
        int x = LIMBS * difference;
        int z = x + LIMBS;
        product(s0, s1, s2, s3, s0, s1, s2, s3);
        product(p0, p1, p2, p3, r[z], r[z + 1], r[z + 2], r[z + 3]);
        s0 = p0;
        s1 = p1;
        s2 = p2;
        s3 = p3;
        product(t0, t1, t2, t3, t0, t1, t2, t3);
        product(p0, p1, p2, p3, r[x], r[x + 1], r[x + 2], r[x + 3]);
        keep(to + 1);
        int sumX = LIMBS * to;
        r[sumX] = s0;
        r[sumX + 1] = s1;
        r[sumX + 2] = s2;
        r[sumX + 3] = s3;
    }

    @Override
    void multiplyDifferences(int product, int from, int first, byte[] list) {
        final long[] r = registers;
        int at = LIMBS * product;
        int x = LIMBS * from;
        p0 = r[at];
        p1 = r[at + 1];
        p2 = r[at + 2];
        p3 = r[at + 3];
        long x0 = r[x];
        long x1 = r[x + 1];
        long x2 = r[x + 2];
        long x3 = r[x + 3];
        for (byte entry : list) {
            int y = LIMBS * (first + (entry & 0xff));
            product(p0, p1, p2, p3, x0 - r[y], x1 - r[y + 1], x2 - r[y + 2], x3 - r[y + 3]);
        }
        keep(product);
    }

    private void keep(int register) {
        final long[] r = registers;
        int at = LIMBS * register;
        r[at] = p0;
        r[at + 1] = p1;
        r[at + 2] = p2;
        r[at + 3] = p3;
    }

    /** {@code a b} for limbs below 2^59; columns stay below {@code 6 * 4 * 2^58}. */
    private void product(long a0, long a1, long a2, long a3, long b0, long b1, long b2, long b3) {
        long u0 = a0 << SHIFT;
        long u1 = a1 << SHIFT;
        long u2 = a2 << SHIFT;
        long u3 = a3 << SHIFT;
        long y = b0 << SHIFT;
        long t = a0 * b0 & MASK;
        long q = t * inverse & MASK;
        long w = q << SHIFT;
        long c0 = (t >> LIMB_BITS)
                + (a1 * b0 & MASK)
                - (q * n1 & MASK)
                + Math.multiplyHigh(u0, y)
                - Math.multiplyHigh(shiftedN0, w);
        long c1 = (a2 * b0 & MASK) - (q * n2 & MASK) + Math.multiplyHigh(u1, y) - Math.multiplyHigh(shiftedN1, w);
        long c2 = (a3 * b0 & MASK) - (q * n3 & MASK) + Math.multiplyHigh(u2, y) - Math.multiplyHigh(shiftedN2, w);
        long c3 = Math.multiplyHigh(u3, y) - Math.multiplyHigh(shiftedN3, w);
        y = b1 << SHIFT;
        t = c0 + (a0 * b1 & MASK);
        q = t * inverse & MASK;
        w = q << SHIFT;
        c0 = c1
                + (t >> LIMB_BITS)
                + (a1 * b1 & MASK)
                - (q * n1 & MASK)
                + Math.multiplyHigh(u0, y)
                - Math.multiplyHigh(shiftedN0, w);
        c1 = c2 + (a2 * b1 & MASK) - (q * n2 & MASK) + Math.multiplyHigh(u1, y) - Math.multiplyHigh(shiftedN1, w);
        c2 = c3 + (a3 * b1 & MASK) - (q * n3 & MASK) + Math.multiplyHigh(u2, y) - Math.multiplyHigh(shiftedN2, w);
        c3 = Math.multiplyHigh(u3, y) - Math.multiplyHigh(shiftedN3, w);
        y = b2 << SHIFT;
        t = c0 + (a0 * b2 & MASK);
        q = t * inverse & MASK;
        w = q << SHIFT;
        c0 = c1
                + (t >> LIMB_BITS)
                + (a1 * b2 & MASK)
                - (q * n1 & MASK)
                + Math.multiplyHigh(u0, y)
                - Math.multiplyHigh(shiftedN0, w);
        c1 = c2 + (a2 * b2 & MASK) - (q * n2 & MASK) + Math.multiplyHigh(u1, y) - Math.multiplyHigh(shiftedN1, w);
        c2 = c3 + (a3 * b2 & MASK) - (q * n3 & MASK) + Math.multiplyHigh(u2, y) - Math.multiplyHigh(shiftedN2, w);
        c3 = Math.multiplyHigh(u3, y) - Math.multiplyHigh(shiftedN3, w);
        y = b3 << SHIFT;
        t = c0 + (a0 * b3 & MASK);
        q = t * inverse & MASK;
        w = q << SHIFT;
        c0 = c1
                + (t >> LIMB_BITS)
                + (a1 * b3 & MASK)
                - (q * n1 & MASK)
                + Math.multiplyHigh(u0, y)
                - Math.multiplyHigh(shiftedN0, w);
        c1 = c2 + (a2 * b3 & MASK) - (q * n2 & MASK) + Math.multiplyHigh(u1, y) - Math.multiplyHigh(shiftedN1, w);
        c2 = c3 + (a3 * b3 & MASK) - (q * n3 & MASK) + Math.multiplyHigh(u2, y) - Math.multiplyHigh(shiftedN2, w);
        c3 = Math.multiplyHigh(u3, y) - Math.multiplyHigh(shiftedN3, w);
        p0 = c0 & MASK;
        c1 += c0 >> LIMB_BITS;
        p1 = c1 & MASK;
        c2 += c1 >> LIMB_BITS;
        p2 = c2 & MASK;
        c3 += c2 >> LIMB_BITS;
        p3 = c3;
    }
}
