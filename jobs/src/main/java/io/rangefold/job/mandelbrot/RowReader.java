package io.rangefold.job.mandelbrot;

/** Reads what {@link RowWriter} wrote, row by row. What is cut off or too long is an {@link IllegalArgumentException}. */
final class RowReader {
    private final byte[] bytes;
    private int at;

    RowReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Goes beyond the next row. */
    void skip() {
        int size = (int) readCount(Integer.MAX_VALUE);
        if (size > bytes.length - at) {
            throw new IllegalArgumentException("a row is cut off");
        }
        at += size;
    }

    /** Reads the next row. */
    void read(int[] values) {
        int size = (int) readCount(Integer.MAX_VALUE);
        int end = at + Math.min(size, bytes.length - at);
        int column = 0;
        long value = 0;
        while (column < values.length) {
            long token = readCount(Long.MAX_VALUE);
            long same = 1;
            if ((token & 1) == 0) {
                same = token >>> 1;
            } else {
                long delta = token >>> 1;
                value += (delta & 1) == 1 ? (delta + 1) >>> 1 : -(delta >>> 1);
            }
            if (same > values.length - column || value < 0 || value > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("not a row of " + values.length + " pixels");
            }
            for (long k = same; k > 0; k--) {
                values[column++] = (int) value;
            }
        }
        if (at != end) {
            throw new IllegalArgumentException("a row has not the size that it says");
        }
    }

    private long readCount(long max) {
        long count = 0;
        for (int shift = 0; shift < 7 * 5; shift += 7) {
            if (at >= bytes.length) {
                throw new IllegalArgumentException("a row is cut off");
            }
            byte next = bytes[at++];
            count |= (next & 0x7fL) << shift;
            if (next >= 0 && count <= max) {
                return count;
            }
        }
        throw new IllegalArgumentException("a number is too long");
    }
}
