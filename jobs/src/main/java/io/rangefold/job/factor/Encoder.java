package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.Arrays;

/** A growing byte buffer with the few forms that this kind's codecs share; {@link Decoder} reads them. */
final class Encoder {
    private byte[] bytes = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    /** The buffer itself; valid up to {@link #length()} until the next call. */
    byte[] buffer() {
        return bytes;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    void writeByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    void writeBytes(byte[] source) {
        reserve(source.length);
        System.arraycopy(source, 0, bytes, length, source.length);
        length += source.length;
    }

    /** A count of 0 to 2^63-1: groups of seven bits, lowest first, the top bit set on all but the last. */
    void writeCount(long value) {
        long rest = value;
        while (rest >= 0x80) {
            writeByte((int) rest | 0x80);
            rest >>>= 7;
        }
        writeByte((int) rest);
    }

    /** A number of at least 1: the count of its bytes, then these, highest first, without leading zeros. */
    void writeNumber(long value) {
        int size = (71 - Long.numberOfLeadingZeros(value)) >>> 3;
        writeCount(size);
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            writeByte((int) (value >>> shift));
        }
    }

    /** The same for numbers of any size. */
    void writeNumber(BigInteger value) {
        byte[] magnitude = value.toByteArray();
        int from = magnitude[0] == 0 ? 1 : 0;
        writeCount(magnitude.length - from);
        writeBytes(from == 0 ? magnitude : Arrays.copyOfRange(magnitude, from, magnitude.length));
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
