package io.rangefold.job.expression;

import java.math.BigInteger;

/** The bounds on values that every evaluator keeps. */
public final class Limits {
    /** The largest value, in bits of its magnitude. */
    public static final int MAX_VALUE_BITS = 65_536;

    /** The largest number that every evaluator factors, if need be, once it has no prime factors below 2^16: 10^20. */
    public static final BigInteger MAX_FACTORED = BigInteger.TEN.pow(20);

    /** The longest number, without prime factors below 2^16, that may be a prime or a power to evaluators that factor it. */
    public static final int MAX_ROUGH_BITS = 1_024;

    private Limits() {}

    /** Whether {@code |value|} has more than {@link #MAX_VALUE_BITS} bits. */
    public static boolean isTooLarge(BigInteger value) {
        int bits = value.bitLength();
        // The two's complement of -2^k has one bit less than its magnitude.
        return bits > MAX_VALUE_BITS
                || (bits == MAX_VALUE_BITS && value.signum() < 0 && value.getLowestSetBit() == MAX_VALUE_BITS);
    }
}
