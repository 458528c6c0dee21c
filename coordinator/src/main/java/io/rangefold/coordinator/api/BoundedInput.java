package io.rangefold.coordinator.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body without announced length, refused once it is longer than allowed. */
final class BoundedInput extends FilterInputStream {
    private long left;

    BoundedInput(InputStream in, long maxBytes) {
        super(in);
        this.left = maxBytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) {
            throw RequestGuard.tooLarge();
        }
    }
}
