package io.rangefold.job.range;

import java.math.BigInteger;
import java.util.Arrays;

/** A growing byte buffer with the forms that the codecs of partials share; {@link CompactReader} reads them. */
public final class CompactWriter {
    private byte[] bytes = new byte[64];
    private int length;

    /** What was written. */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** The lowest eight bits. */
    public void writeByte(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    /** A count of 0 to 2^63-1: groups of seven bits, lowest first, the top bit set on all but the last (LEB128). */
    public void writeCount(long value) {
        reserve(9);
        long rest = value;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** An integer of any size: the count of the bytes of its two's complement, then these, highest first. */
    public void writeInteger(BigInteger value) {
        byte[] number = value.toByteArray();
        writeCount(number.length);
        reserve(number.length);
        System.arraycopy(number, 0, bytes, length, number.length);
        length += number.length;
    }

    private void reserve(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
