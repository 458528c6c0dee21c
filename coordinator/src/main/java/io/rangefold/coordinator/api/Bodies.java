package io.rangefold.coordinator.api;

import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** Takes in the bodies of requests, a few at a time, so that slow ones leave threads to everybody else. */
final class Bodies {
    private final ApiLimits limits;
    private final Semaphore places;

    Bodies(ApiLimits limits) {
        this.limits = limits;
        this.places = new Semaphore(limits.bodies());
    }

    /** Reads a body with {@code reader}. What is refused meanwhile ends the connection: nobody reads the rest. */
    <T> T read(Context context, long maxBytes, Reader<T> reader) throws IOException {
        try (InputStream body = open(context, maxBytes)) {
            return reader.read(body);
        } catch (ApiRefusedException e) {
            RequestGuard.closeAfterwards(context);
            throw e;
        }
    }

    private InputStream open(Context context, long maxBytes) throws IOException {
        InputStream all = context.req().getInputStream();
        if (!places.tryAcquire()) {
            throw new ApiRefusedException(
                    Replies.UNAVAILABLE, "overloaded", "too many bodies arrive at once", "", "try again in a moment");
        }
        AtomicBoolean held = new AtomicBoolean(true);
        return new FilterInputStream(new BoundedInput(all, maxBytes, limits)) {
            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                return in.read(target, offset, length);
            }

            /** The request's own stream is the server's to close. */
            @Override
            public void close() {
                if (held.getAndSet(false)) {
                    places.release();
                }
            }
        };
    }

    /** Makes something of a body. */
    @FunctionalInterface
    interface Reader<T> {
        T read(InputStream body) throws IOException;
    }
}
