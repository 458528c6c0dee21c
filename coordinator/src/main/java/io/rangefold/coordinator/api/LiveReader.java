package io.rangefold.coordinator.api;

import io.rangefold.protocol.JobId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Somebody who looks on, and the events that wait to be written. One that falls behind is cut off, and may come again. */
final class LiveReader {
    static final int MAX_WAITING_EVENTS = 64;
    static final int MAX_WAITING_BYTES = 16 << 20;
    private static final byte[] RESET = "event: reset\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);

    private final Set<JobId> jobs;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private boolean ended;
    private boolean greeted;

    /** @param jobs whose maps and timelines are wanted */
    LiveReader(Set<JobId> jobs) {
        this.jobs = Set.copyOf(jobs);
    }

    Set<JobId> jobs() {
        return jobs;
    }

    /** Whether it has everything that was there when it came, so that changes are enough. For the feed's thread only. */
    boolean isGreeted() {
        return greeted;
    }

    void greet() {
        greeted = true;
    }

    synchronized void put(byte[] event) {
        if (ended) {
            return;
        }
        waiting.add(event);
        waitingBytes += event.length;
        if (waiting.size() > MAX_WAITING_EVENTS || waitingBytes > MAX_WAITING_BYTES) {
            reset();
        }
        notifyAll();
    }

    /** Drops what waits: it has to begin anew. */
    synchronized void reset() {
        waiting.clear();
        waitingBytes = 0;
        if (!ended) {
            waiting.add(RESET);
        }
        end();
    }

    /** Nothing comes after what waits. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Whether everything was taken, and nothing more comes. */
    synchronized boolean isOver() {
        return ended && waiting.isEmpty();
    }

    /** The next event; empty if none came in that time. */
    synchronized Optional<byte[]> take(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (waiting.isEmpty() && !ended) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
        Optional<byte[]> next = Optional.ofNullable(waiting.poll());
        next.ifPresent(event -> waitingBytes -= event.length);
        return next;
    }
}
