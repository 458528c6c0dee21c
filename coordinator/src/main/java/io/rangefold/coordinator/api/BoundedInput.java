package io.rangefold.coordinator.api;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A body without announced length, refused once it is longer than allowed, or slower on average. A caller that sends a byte now
 * and then is never idle, yet would hold a thread for as long as it likes.
 */
final class BoundedInput extends FilterInputStream {
    private final ApiLimits limits;
    private final long beganNanos = System.nanoTime();
    private final long maxBytes;
    private long bytes;

    BoundedInput(InputStream in, long maxBytes, ApiLimits limits) {
        super(in);
        this.maxBytes = maxBytes;
        this.limits = limits;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read;
        try {
            read = super.read(target, offset, length);
        } catch (IOException e) {
            throw isTimeout(e) ? tooSlow() : incomplete();
        }
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int read) {
        bytes += read;
        if (bytes > maxBytes) {
            throw RequestGuard.tooLarge(maxBytes);
        }
        long graceNanos = limits.grace().toNanos();
        double pacedSeconds = (double) (System.nanoTime() - beganNanos - graceNanos) / TimeUnit.SECONDS.toNanos(1);
        if (bytes < pacedSeconds * limits.bytesPerSecond()) {
            throw tooSlow();
        }
    }

    private static boolean isTimeout(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static ApiRefusedException tooSlow() {
        return new ApiRefusedException(
                408, "too-slow", "the body did not arrive in time", "the body", "send it at once, and faster");
    }

    private static ApiRefusedException incomplete() {
        return new ApiRefusedException(
                400, "incomplete", "the body broke off or can't be read", "the body", "send all of it");
    }
}
