package io.rangefold.job.mandelbrot;

import java.util.Arrays;

/**
 * The bytes of a row, the same for the same values wherever they are made: their number, then tokens, each a count in groups of seven
 * bits, lowest first, the top bit set on all but the last. An even token 2k says that the value before comes k times more; an
 * odd one 2k+1 that the next value differs from it, by d, where k is 2d - 1 for a greater and -2d for a smaller one. The value
 * before the first is 0. Neighbouring pixels have values near each other, so most take one or two bytes.
 */
final class RowWriter {
    private static final int MAX_TOKEN_BYTES = 5;

    private byte[] bytes = new byte[1024];
    private int length;

    /** Makes the bytes of that row; what was made before is forgotten. */
    void write(int[] values) {
        // The number of bytes is known at the end, and written in front of them.
        length = MAX_TOKEN_BYTES;
        int before = 0;
        long same = 0;
        for (int value : values) {
            if (value == before) {
                same++;
            } else {
                writeRun(same);
                same = 0;
                long delta = (long) value - before;
                writeCount(2 * (delta > 0 ? 2 * delta - 1 : -2 * delta) + 1);
                before = value;
            }
        }
        writeRun(same);
        int content = length - MAX_TOKEN_BYTES;
        int from = MAX_TOKEN_BYTES - size(content);
        length = from;
        writeCount(content);
        offset = from;
        length = MAX_TOKEN_BYTES + content;
    }

    private int offset;

    byte[] buffer() {
        return bytes;
    }

    /** Where the row begins in the buffer. */
    int offset() {
        return offset;
    }

    /** How many bytes it has. */
    int length() {
        return length - offset;
    }

    private void writeRun(long same) {
        if (same > 0) {
            writeCount(2 * same);
        }
    }

    private static int size(int count) {
        return Math.max(1, (Integer.SIZE - Integer.numberOfLeadingZeros(count) + 6) / 7);
    }

    private void writeCount(long count) {
        if (bytes.length - length < 2 * MAX_TOKEN_BYTES) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        long rest = count;
        while (rest >= 0x80) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }
}
