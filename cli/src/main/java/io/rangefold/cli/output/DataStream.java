package io.rangefold.cli.output;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Buffered standard output, whose failures are told from those of what is read to be written there. */
final class DataStream extends OutputStream {
    private final BufferedOutputStream buffer;

    DataStream(OutputStream out) {
        this.buffer = new BufferedOutputStream(out, 32 * 1024);
    }

    @Override
    public void write(int value) {
        try {
            buffer.write(value);
        } catch (IOException e) {
            throw new OutputFailedException(e);
        }
    }

    @Override
    public void write(byte[] source, int offset, int length) {
        try {
            buffer.write(source, offset, length);
        } catch (IOException e) {
            throw new OutputFailedException(e);
        }
    }

    @Override
    public void flush() {
        try {
            buffer.flush();
        } catch (IOException e) {
            throw new OutputFailedException(e);
        }
    }
}
