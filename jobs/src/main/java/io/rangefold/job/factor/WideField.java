package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Montgomery arithmetic modulo an odd n of any size, on numbered registers.
 *
 * <p>Design: limbs of 60 bits, so that {@code Math.multiplyHigh} of operands shifted by two gives the upper limb of a
 * product and sums of a few limbs fit a signed word; only the top limb of a register is signed. With at least eight bits to
 * spare, no result is reduced: registers hold any {@code |v| <= 4 n} of the right class. Products follow P. Montgomery
 * (Math. Comp. 44 (1985) 519), interleaved; for k limbs they cost {@code 4 k^2 + k} word multiplications. For one thread.
 */
sealed class WideField permits PairField {
    static final int LIMB_BITS = 60;
    static final long MASK = (1L << LIMB_BITS) - 1;
    static final int SPARE_BITS = 8;

    /** The limbs of the modulus, and the same shifted by two. */
    final long[] n;

    final long[] shiftedN;

    /** {@code n^-1 mod 2^60}. */
    final long inverse;

    private final BigInteger modulus;
    private final int limbs;
    private final BigInteger radixInverse;
    private final long[] sum;
    private final int s;
    private final int t;
    private final int u;

    /** Limb i of register r is at {@code limbs r + i}. */
    final long[] registers;

    /**
     * The arithmetic that suits the modulus.
     *
     * @param modulus odd, at least 3
     * @param registers how many there are, all zero at first
     */
    static WideField of(BigInteger modulus, int registers) {
        int bits = modulus.bitLength();
        return bits > PairField.MIN_BITS && bits <= PairField.MAX_BITS
                ? new PairField(modulus, registers)
                : new WideField(modulus, registers);
    }

    WideField(BigInteger modulus, int registers) {
        this.modulus = modulus;
        limbs = (modulus.bitLength() + SPARE_BITS + LIMB_BITS - 1) / LIMB_BITS;
        n = new long[limbs];
        split(modulus, n, 0);
        shiftedN = Arrays.stream(n).map(limb -> limb << 2).toArray();
        inverse = Montgomery.inverseOf(n[0]) & MASK;
        radixInverse = BigInteger.ONE.shiftLeft(LIMB_BITS * limbs).modInverse(modulus);
        s = registers;
        t = registers + 1;
        u = registers + 2;
        this.registers = new long[(registers + 3) * limbs];
        sum = new long[limbs];
    }

    BigInteger modulus() {
        return modulus;
    }

    int limbs() {
        return limbs;
    }

    /** Puts {@code value} into a register, in Montgomery form. */
    void enter(int register, BigInteger value) {
        split(value.shiftLeft(LIMB_BITS * limbs).mod(modulus), registers, register * limbs);
    }

    /** What a register stands for, in {@code [0, n)}. */
    BigInteger value(int register) {
        return raw(register).multiply(radixInverse).mod(modulus);
    }

    /** The greatest common divisor of a register and the modulus. */
    BigInteger gcd(int register) {
        return raw(register).gcd(modulus);
    }

    boolean isZero(int register) {
        return raw(register).mod(modulus).signum() == 0;
    }

    boolean areEqual(int a, int b) {
        return raw(a).subtract(raw(b)).mod(modulus).signum() == 0;
    }

    void copy(int to, int from) {
        System.arraycopy(registers, from * limbs, registers, to * limbs, limbs);
    }

    void add(int to, int a, int b) {
        int at = to * limbs;
        int left = a * limbs;
        int right = b * limbs;
        long carry = 0;
        for (int i = 0; i < limbs; i++) {
            long s = registers[left + i] + registers[right + i] + carry;
            registers[at + i] = s & MASK;
            carry = s >> LIMB_BITS;
        }
        registers[at + limbs - 1] += carry << LIMB_BITS;
    }

    void subtract(int to, int a, int b) {
        int at = to * limbs;
        int left = a * limbs;
        int right = b * limbs;
        long carry = 0;
        for (int i = 0; i < limbs; i++) {
            long s = registers[left + i] - registers[right + i] + carry;
            registers[at + i] = s & MASK;
            carry = s >> LIMB_BITS;
        }
        registers[at + limbs - 1] += carry << LIMB_BITS;
    }

    /** Registers {@code a} times {@code b}: {@code |result| < 1.1 n} for {@code |a|, |b| <= 4 n}. {@code to} may be either. */
    void multiply(int to, int a, int b) {
        final long[] r = registers;
        final long[] out = sum;
        final int left = a * limbs;
        final int top = limbs - 1;
        Arrays.fill(out, 0);
        for (int i = 0; i < limbs; i++) {
            long y = r[b * limbs + i];
            long shiftedY = y << 2;
            long x = r[left];
            long t = out[0] + (x * y & MASK);
            long q = t * inverse & MASK;
            long carry = t >> LIMB_BITS;
            long upper = Math.multiplyHigh(x << 2, shiftedY) - Math.multiplyHigh(shiftedN[0], q << 2);
            for (int j = 1; j < limbs; j++) {
                x = r[left + j];
                t = out[j] + (x * y & MASK) - (q * n[j] & MASK) + upper + carry;
                upper = Math.multiplyHigh(x << 2, shiftedY) - Math.multiplyHigh(shiftedN[j], q << 2);
                out[j - 1] = t & MASK;
                carry = t >> LIMB_BITS;
            }
            out[top] = upper + carry;
        }
        System.arraycopy(out, 0, r, to * limbs, limbs);
    }

    /** Twice the point x : z in registers {@code p} and {@code p + 1}, on the curve of {@code a24 = (A + 2) / 4}. */
    void twice(int to, int p, int a24) {
        add(s, p, p + 1);
        subtract(t, p, p + 1);
        multiply(s, s, s);
        multiply(t, t, t);
        subtract(u, s, t);
        multiply(to, s, t);
        multiply(s, a24, u);
        add(s, s, t);
        multiply(to + 1, s, u);
    }

    /** The sum of the points P and Q, of which the difference is known. {@code to} may be P or Q. */
    void sum(int to, int p, int q, int difference) {
        subtract(s, p, p + 1);
        add(t, q, q + 1);
        multiply(u, s, t);
        add(s, p, p + 1);
        subtract(t, q, q + 1);
        multiply(s, s, t);
        add(t, u, s);
        subtract(s, u, s);
        multiply(t, t, t);
        multiply(s, s, s);
        multiply(to, t, difference + 1);
        multiply(to + 1, s, difference);
    }

    /**
     * Multiplies {@code product} by {@code x z' - x' z} for the point x : z in register {@code p} and each point x' : z' of a
     * list.
     *
     * @param points the registers of the list's points; the one behind a point holds z', the next but one x' z'
     */
    void meet(int product, int p, int[] points) {
        multiply(u, p, p + 1);
        for (int other : points) {
            subtract(s, p, other);
            add(t, p + 1, other + 1);
            multiply(s, s, t);
            subtract(s, s, u);
            add(s, s, other + 2);
            multiply(product, product, s);
        }
    }

    private void split(BigInteger value, long[] to, int at) {
        BigInteger rest = value;
        for (int i = 0; i < limbs; i++) {
            to[at + i] = rest.longValue() & MASK;
            rest = rest.shiftRight(LIMB_BITS);
        }
    }

    private BigInteger raw(int register) {
        BigInteger value = BigInteger.valueOf(registers[(register + 1) * limbs - 1]);
        for (int i = limbs - 2; i >= 0; i--) {
            value = value.shiftLeft(LIMB_BITS).add(BigInteger.valueOf(registers[register * limbs + i]));
        }
        return value;
    }
}
