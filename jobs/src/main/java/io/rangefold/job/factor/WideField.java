package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Montgomery arithmetic modulo an odd n of any size, on numbered registers.
 *
 * <p>Design: limbs of 58 bits, so that {@code Math.multiplyHigh} of operands shifted by three gives the upper limb of a product
 * and columns of a product fit a signed word for many rounds, without a carry but the lowest; only the top limb of a register is
 * signed. With at least eight bits to spare, no result is reduced: registers hold any {@code |v| <= 4 n} of the right class.
 * Products follow P. Montgomery (Math. Comp. 44 (1985) 519), interleaved; for k limbs they cost {@code 4 k^2 + k} word
 * multiplications. For one thread.
 */
sealed class WideField permits PairField, TripleField, QuadField {
    static final int LIMB_BITS = 58;
    static final long MASK = (1L << LIMB_BITS) - 1;
    static final int SPARE_BITS = 8;

    /** Operands are shifted by so much, so that the upper word of their product begins with the upper limb. */
    static final int SHIFT = Long.SIZE / 2 - LIMB_BITS / 2;

    /** After so many rounds of a product, columns below {@code 4 * 8 * 2^58} are carried on. */
    private static final int ROUNDS = 8;

    /** The limbs of the modulus, and the same shifted. */
    final long[] n;

    final long[] shiftedN;

    /** The inverse of n modulo the size of a limb. */
    final long inverse;

    private final int limbBits;
    private final long mask;

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
        if (bits > PairField.MIN_BITS && bits <= PairField.MAX_BITS) {
            return new PairField(modulus, registers);
        }
        return switch (limbsFor(bits, LIMB_BITS)) {
            case 3 -> new TripleField(modulus, registers);
            case 4 -> new QuadField(modulus, registers);
            default -> new WideField(modulus, registers, LIMB_BITS);
        };
    }

    private static int limbsFor(int bits, int limbBits) {
        return (bits + SPARE_BITS + limbBits - 1) / limbBits;
    }

    WideField(BigInteger modulus, int registers, int limbBits) {
        this.modulus = modulus;
        this.limbBits = limbBits;
        mask = (1L << limbBits) - 1;
        limbs = limbsFor(modulus.bitLength(), limbBits);
        n = new long[limbs];
        split(modulus, n, 0);
        shiftedN = Arrays.stream(n)
                .map(limb -> limb << Long.SIZE / 2 - limbBits / 2)
                .toArray();
        inverse = Montgomery.inverseOf(n[0]) & mask;
        radixInverse = BigInteger.ONE.shiftLeft(limbBits * limbs).modInverse(modulus);
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
        split(value.shiftLeft(limbBits * limbs).mod(modulus), registers, register * limbs);
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
            long shiftedY = y << SHIFT;
            long x = r[left];
            long t = out[0] + (x * y & MASK);
            long q = t * inverse & MASK;
            long shiftedQ = q << SHIFT;
            long upper = Math.multiplyHigh(x << SHIFT, shiftedY)
                    - Math.multiplyHigh(shiftedN[0], shiftedQ)
                    + (t >> LIMB_BITS);
            for (int j = 1; j < limbs; j++) {
                x = r[left + j];
                out[j - 1] = out[j] + (x * y & MASK) - (q * n[j] & MASK) + upper;
                upper = Math.multiplyHigh(x << SHIFT, shiftedY) - Math.multiplyHigh(shiftedN[j], shiftedQ);
            }
            out[top] = upper;
            if (i % ROUNDS == ROUNDS - 1) {
                carry(out, 0, out);
            }
        }
        carry(r, to * limbs, out);
    }

    private void carry(long[] to, int at, long[] columns) {
        long carry = 0;
        for (int i = 0; i < limbs - 1; i++) {
            long s = columns[i] + carry;
            to[at + i] = s & MASK;
            carry = s >> LIMB_BITS;
        }
        to[at + limbs - 1] = columns[limbs - 1] + carry;
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

    /** The sum of the points P and Q, of which the difference is known. {@code to} may be any of them. */
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
        multiply(t, t, difference + 1);
        multiply(to + 1, s, difference);
        copy(to, t);
    }

    /** Multiplies {@code product} by what {@code from} is more than each register {@code first + i}, for the i of a list. */
    void multiplyDifferences(int product, int from, int first, byte[] list) {
        for (byte i : list) {
            subtract(s, from, first + (i & 0xff));
            multiply(product, product, s);
        }
    }

    private void split(BigInteger value, long[] to, int at) {
        BigInteger rest = value;
        for (int i = 0; i < limbs; i++) {
            to[at + i] = rest.longValue() & mask;
            rest = rest.shiftRight(limbBits);
        }
    }

    private BigInteger raw(int register) {
        BigInteger value = BigInteger.valueOf(registers[(register + 1) * limbs - 1]);
        for (int i = limbs - 2; i >= 0; i--) {
            value = value.shiftLeft(limbBits).add(BigInteger.valueOf(registers[register * limbs + i]));
        }
        return value;
    }
}
