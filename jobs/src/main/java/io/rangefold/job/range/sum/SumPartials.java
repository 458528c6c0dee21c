package io.rangefold.job.range.sum;

import io.rangefold.job.PartialType;
import io.rangefold.job.expression.Limits;
import java.math.BigInteger;
import java.util.Arrays;

/** Sums: a version byte, then the two's complement, big-endian, in as few bytes as it takes. */
final class SumPartials implements PartialType<BigInteger> {
    private static final byte VERSION = 1;

    /** The largest value, summed 2^63 times, and the version. */
    private static final int MAX_ENCODED_BYTES = (Limits.MAX_VALUE_BITS + Long.SIZE) / 8 + 2;

    @Override
    public BigInteger identity() {
        return BigInteger.ZERO;
    }

    @Override
    public BigInteger merge(BigInteger a, BigInteger b) {
        return a.add(b);
    }

    @Override
    public byte[] encode(BigInteger partial) {
        byte[] number = partial.toByteArray();
        byte[] encoded = new byte[number.length + 1];
        encoded[0] = VERSION;
        System.arraycopy(number, 0, encoded, 1, number.length);
        return encoded;
    }

    @Override
    public BigInteger decode(byte[] bytes) {
        if (bytes.length < 2 || bytes.length > MAX_ENCODED_BYTES || bytes[0] != VERSION) {
            throw new IllegalArgumentException("not a sum: " + bytes.length + " bytes");
        }
        BigInteger sum = new BigInteger(bytes, 1, bytes.length - 1);
        if (!Arrays.equals(encode(sum), bytes)) {
            throw new IllegalArgumentException("not the canonical encoding of a sum");
        }
        return sum;
    }
}
