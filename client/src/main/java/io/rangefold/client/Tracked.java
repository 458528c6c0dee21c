package io.rangefold.client;

import java.util.concurrent.CompletableFuture;

/** A job whose end somebody waits for. The {@link Watcher}'s thread alone uses what is not final. */
final class Tracked {
    private static final long SHORTEST_PAUSE_NANOS = 20_000_000;
    private static final long LONGEST_PAUSE_NANOS = 1_000_000_000;
    private static final long SHARE_OF_AGE = 8;

    private final String id;
    private final long begun = System.nanoTime();
    private final CompletableFuture<Job> end = new CompletableFuture<>();
    private long dueAt = begun;

    Tracked(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    /** Completed on the thread that learns of it: nobody else's code may depend on it directly. */
    CompletableFuture<Job> end() {
        return end;
    }

    /** When it is to be asked for again: System.nanoTime. */
    long dueAt() {
        return dueAt;
    }

    /** It was asked for, and has not ended: what is young is asked for often. */
    void asked() {
        long now = System.nanoTime();
        dueAt = now + Math.min(LONGEST_PAUSE_NANOS, SHORTEST_PAUSE_NANOS + (now - begun) / SHARE_OF_AGE);
    }
}
