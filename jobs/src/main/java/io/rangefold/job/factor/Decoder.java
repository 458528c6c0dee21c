package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads what {@link Encoder} wrote. Trusts nothing: whatever is cut off, out of bounds or not in its one canonical form is an
 * {@link IllegalArgumentException}.
 */
final class Decoder {
    private final byte[] bytes;
    private int at;
    private BigInteger wide = BigInteger.ONE;

    Decoder(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    int readByte() {
        if (at >= bytes.length) {
            throw new IllegalArgumentException("cut off at byte " + at);
        }
        return bytes[at++] & 0xff;
    }

    byte[] readBytes(int count) {
        if (count > bytes.length - at) {
            throw new IllegalArgumentException("cut off: " + count + " bytes are wanted at byte " + at);
        }
        at += count;
        return Arrays.copyOfRange(bytes, at - count, at);
    }

    /** A count within {@code [min, max]}, {@code max < 2^56}. */
    long readCount(long min, long max) {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = readByte();
            value |= (next & 0x7fL) << shift;
            shift += 7;
        } while (next >= 0x80 && shift < 63);
        boolean isCanonical = next < 0x80 && (next != 0 || shift == 7);
        if (!isCanonical || value < min || value > max) {
            throw new IllegalArgumentException("a count before byte " + at + " is not within " + min + " and " + max);
        }
        return value;
    }

    /**
     * A number of at least 1: its value if that is below 2^63, else -1 and the value is {@link #wide()}.
     *
     * @param maxBytes the greatest size of its magnitude, bytes
     */
    long readNumber(int maxBytes) {
        int size = (int) readCount(1, maxBytes);
        if (size > bytes.length - at) {
            throw new IllegalArgumentException("cut off: " + size + " bytes are wanted at byte " + at);
        }
        if (bytes[at] == 0) {
            throw new IllegalArgumentException("leading zero at byte " + at);
        }
        if (size > 8 || size == 8 && bytes[at] < 0) {
            wide = new BigInteger(1, bytes, at, size);
            at += size;
            return -1;
        }
        long value = 0;
        for (int end = at + size; at < end; at++) {
            value = value << 8 | bytes[at] & 0xff;
        }
        return value;
    }

    /** The last number read that was at least 2^63. */
    BigInteger wide() {
        return wide;
    }

    /** @throws IllegalArgumentException if anything is left */
    void expectEnd() {
        if (hasMore()) {
            throw new IllegalArgumentException((bytes.length - at) + " bytes too many");
        }
    }
}
