package io.rangefold.job.factor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads the lines of a text, as bytes where that is enough. Lines end with LF or CRLF. Memory is bounded by the longest line. */
final class LineReader implements AutoCloseable {
    /** The longest line, bytes; a longer one can't be read. */
    static final int MAX_LINE_BYTES = 1 << 20;

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final byte[] chunk = new byte[CHUNK];
    private int at;
    private int filled;
    private byte[] line = new byte[128];
    private int length;
    private long number;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Goes to the next line; false at the end. */
    boolean next() throws IOException {
        if (at == filled && !fill()) {
            return false;
        }
        length = 0;
        number++;
        do {
            int from = at;
            while (at < filled && chunk[at] != '\n') {
                at++;
            }
            keep(from);
            if (at < filled) {
                at++;
                break;
            }
        } while (fill());
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    private void keep(int from) throws IOException {
        int more = at - from;
        if (more > MAX_LINE_BYTES - length) {
            throw new IOException("line " + number + " is longer than " + MAX_LINE_BYTES + " bytes");
        }
        if (more > line.length - length) {
            line = Arrays.copyOf(line, Math.max(2 * line.length, length + more));
        }
        System.arraycopy(chunk, from, line, length, more);
        length += more;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.read(chunk));
        return filled > 0;
    }

    /** The number of the line, from 1. */
    long number() {
        return number;
    }

    /** The line's bytes, up to {@link #length()}; valid until the next call. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** The line; what is not UTF-8 is U+FFFD. */
    String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
