package io.rangefold.job.range;

import java.math.BigInteger;

/**
 * Reads what {@link CompactWriter} wrote. Trusts nothing: what is cut off, out of bounds or not in its one canonical form is
 * an {@link IllegalArgumentException}.
 */
public final class CompactReader {
    private final byte[] bytes;
    private int at;

    public CompactReader(byte[] bytes) {
        this.bytes = bytes;
    }

    public boolean hasMore() {
        return at < bytes.length;
    }

    /** The number of bytes that are left. */
    public int remaining() {
        return bytes.length - at;
    }

    /** 0 to 255. */
    public int readByte() {
        if (at >= bytes.length) {
            throw new IllegalArgumentException("cut off at byte " + at);
        }
        return bytes[at++] & 0xff;
    }

    /** @throws IllegalArgumentException if the next byte is another one */
    public void expectVersion(int version) {
        int found = readByte();
        if (found != version) {
            throw new IllegalArgumentException("version " + found + " instead of " + version);
        }
    }

    /** A count within {@code [min, max]}. */
    public long readCount(long min, long max) {
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

    /** An integer whose two's complement has at most {@code maxBytes} bytes. */
    public BigInteger readInteger(int maxBytes) {
        int size = (int) readCount(1, maxBytes);
        if (remaining() < size) {
            throw new IllegalArgumentException("cut off: " + size + " bytes are wanted at byte " + at);
        }
        BigInteger value = new BigInteger(bytes, at, size);
        if (value.bitLength() / 8 + 1 != size) {
            throw new IllegalArgumentException("an integer at byte " + at + " is longer than it needs to be");
        }
        at += size;
        return value;
    }

    /** @throws IllegalArgumentException if anything is left */
    public void expectEnd() {
        if (hasMore()) {
            throw new IllegalArgumentException(remaining() + " bytes too many");
        }
    }
}
