package io.rangefold.job.factor;

import java.math.BigInteger;

/**
 * Arithmetic modulo {@link #LANES} odd numbers at once, on numbered registers: lane i of a register is a residue modulo the i-th
 * number.
 *
 * <p>Design: residues are whole {@code double}s, or pairs of them, and every loop is short, over arrays, of constant length and
 * without branches, so that the JIT compiler makes vector instructions of it. Products of doubles are exact by a fused
 * multiply-add, {@code x y = h + l} with {@code l = fma(x, y, -h)} (T. Dekker, Numer. Math. 18 (1971) 224), and are reduced by
 * a rounded quotient (for one double: J. van der Hoeven, G. Lecerf and G. Quintin, ACM TOMS 43 (2016) 5, section 3).
 *
 * <p>All is whole as long as residues stay near {@code (-n, n)}. They do so in practice, but a bound that can be proven for all
 * chains of operations would cost more operations: use this only where a wrong residue does no harm, as in looking for divisors,
 * which a division confirms. For one thread.
 */
abstract sealed class LaneField permits WordLanes, PairLanes {
    /**
     * A constant, so that the compiler knows that loops are long; measured with two doubles at 20 digits: 64 lanes 140 to 200 us a
     * number, 128 lanes 100 to 140.
     */
    static final int LANES = 128;

    /** Sets the modulus of a lane: odd, at least 3, of no more bits than the class allows. */
    abstract void modulus(int lane, BigInteger n);

    /**
     * Puts {@code 1 / c} into one lane of a register.
     *
     * @return whether there is an inverse
     */
    abstract boolean enterInverse(int register, int lane, BigInteger c);

    /** Copies the modulus and one register of a lane to another lane. */
    abstract void moveLane(int to, int from, int register);

    /** What one lane of a register holds: of the right class, about within {@code (-n, n)}. */
    abstract BigInteger value(int register, int lane);

    /** The greatest common divisor of one lane of a register and its modulus. */
    abstract BigInteger gcd(int register, int lane);

    /** Puts {@code |value| < 2^49} into all lanes of a register. */
    abstract void fill(int register, long value);

    abstract void copy(int to, int from);

    abstract void subtract(int to, int a, int b);

    /** {@code a b}. */
    abstract void multiply(int to, int a, int b);

    /** {@code a b + c}. */
    abstract void multiplyAdd(int to, int a, int b, int c);

    /** {@code (a + b)^2}. */
    abstract void squareOfSum(int to, int a, int b);

    /** {@code (a - b)^2}. */
    abstract void squareOfDifference(int to, int a, int b);

    /** {@code (a + b) (c - d)}. */
    abstract void sumTimesDifference(int to, int a, int b, int c, int d);

    /** {@code a (b - c + d)}. */
    abstract void multiplySum(int to, int a, int b, int c, int d);
}
