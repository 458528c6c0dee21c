package io.rangefold.job.prime;

import io.rangefold.job.PartialType;
import java.math.BigInteger;
import java.util.Arrays;

/** Counts and sums: a version byte, then the two's complement, big-endian, in as few bytes as it takes. */
final class TotalPartials implements PartialType<BigInteger> {
    private static final byte VERSION = 1;

    /** The sum of all primes below 2^63 is below 2^126. */
    private static final int MAX_ENCODED_BYTES = 1 + 2 * Long.BYTES;

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
        byte[] encoded = new byte[1 + number.length];
        encoded[0] = VERSION;
        System.arraycopy(number, 0, encoded, 1, number.length);
        return encoded;
    }

    @Override
    public BigInteger decode(byte[] bytes) {
        if (bytes.length < 2 || bytes.length > MAX_ENCODED_BYTES || bytes[0] != VERSION) {
            throw new IllegalArgumentException("not a total: " + bytes.length + " bytes");
        }
        BigInteger total = new BigInteger(bytes, 1, bytes.length - 1);
        if (total.signum() < 0 || !Arrays.equals(encode(total), bytes)) {
            throw new IllegalArgumentException("not the canonical encoding of a total");
        }
        return total;
    }
}
