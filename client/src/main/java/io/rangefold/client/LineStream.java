package io.rangefold.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body, line by line as it comes, for one thread; no more of it is held than has come at once. A connection that
 * is silent for too long is taken for dead: coordinators send something every 10 s.
 */
final class LineStream implements BodySubscriber<Void>, AutoCloseable {
    private final int maxLineBytes;
    private final Duration silence;
    private final BlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private final ArrayDeque<ByteBuffer> unread = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean afterReturn;

    /** Bytes, or the end with its reason. */
    private record Arrival(List<ByteBuffer> buffers, Optional<Throwable> end, boolean isEnd) {}

    /**
     * @param maxLineBytes a longer line is an error
     * @param silence after which a connection is dead
     */
    LineStream(int maxLineBytes, Duration silence) {
        this.maxLineBytes = maxLineBytes;
        this.silence = silence;
    }

    @Override
    public CompletionStage<Void> getBody() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (!subscription.complete(given)) {
            given.cancel();
            return;
        }
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrivals.add(new Arrival(buffers, Optional.empty(), false));
    }

    @Override
    public void onError(Throwable error) {
        arrivals.add(new Arrival(List.of(), Optional.of(error), true));
    }

    @Override
    public void onComplete() {
        arrivals.add(new Arrival(List.of(), Optional.empty(), true));
    }

    /** Ends the connection, and whatever waits for a line. */
    @Override
    public void close() {
        subscription.completeExceptionally(new IOException("closed"));
        if (!subscription.isCompletedExceptionally()) {
            subscription.join().cancel();
        }
        onComplete();
    }

    /** The next line, without its end, which is a line feed, a carriage return, or both; null at the end of the stream. */
    @Nullable
    String readLine() throws IOException {
        line.reset();
        while (true) {
            while (unread.isEmpty()) {
                if (!awaitBytes()) {
                    return null;
                }
            }
            ByteBuffer buffer = unread.peek();
            while (buffer.hasRemaining()) {
                byte next = buffer.get();
                boolean pairs = afterReturn && next == '\n';
                afterReturn = next == '\r';
                if (pairs) {
                    continue;
                }
                if (next == '\n' || next == '\r') {
                    return line.toString(StandardCharsets.UTF_8);
                }
                line.write(next);
                checkLength(line.size());
            }
            unread.remove();
        }
    }

    private boolean awaitBytes() throws IOException {
        try {
            Arrival arrival = arrivals.poll(silence.toNanos(), TimeUnit.NANOSECONDS);
            if (arrival == null) {
                throw new IOException("silent for " + silence.toSeconds() + " s");
            }
            if (arrival.isEnd()) {
                arrivals.add(arrival);
                if (arrival.end().isPresent()) {
                    throw new IOException("the stream broke off", arrival.end().get());
                }
                return false;
            }
            unread.addAll(arrival.buffers());
            subscription.join().request(1);
            return true;
        } catch (InterruptedException e) {
            throw new WaitInterruptedException(e);
        }
    }

    private void checkLength(int length) throws IOException {
        if (length > maxLineBytes) {
            throw new IOException("a line is longer than " + maxLineBytes + " bytes");
        }
    }
}
