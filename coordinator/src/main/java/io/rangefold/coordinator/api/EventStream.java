package io.rangefold.coordinator.api;

import io.javalin.http.Context;
import io.rangefold.coordinator.document.Json;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One reader's stream of server-sent events, on the reader's own thread. Every event has the id of the last event of the history
 * that was sent: whoever comes back with it in {@code Last-Event-ID} gets what followed.
 */
final class EventStream {
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final long KEEP_ALIVE_NANOS = 10_000_000_000L;

    private final ServletOutputStream out;
    private final Leadership leadership;
    private final long term;
    private long lastId;
    private long quietSince = System.nanoTime();

    /**
     * @param lastId of the event that the reader has seen last; 0 for none
     * @param leadership whose term the stream belongs to
     * @param term the present one when the reader came
     */
    EventStream(Context context, long lastId, Leadership leadership, long term) throws IOException {
        context.contentType("text/event-stream");
        this.out = context.res().getOutputStream();
        this.lastId = lastId;
        this.leadership = leadership;
        this.term = term;
        // Whoever reads waits for the head of the answer.
        context.res().flushBuffer();
    }

    /** Where the reader says to be: {@code Last-Event-ID}, which a browser sends when it comes back, or {@code ?after=}. */
    static long position(Context context) {
        String header = context.header(LAST_EVENT_ID);
        return header == null || header.isEmpty()
                ? Queries.number(context, JobRoutes.AFTER)
                : Queries.number(header, LAST_EVENT_ID + " header");
    }

    long lastId() {
        return lastId;
    }

    /** Whether the coordinator still leads, in the same term: another one's events are read elsewhere, or anew. */
    boolean isOver() {
        return leadership.term() != term;
    }

    /** Sends an event, and moves on to its id. */
    void send(String type, long id, Json.Document data) throws IOException {
        lastId = id;
        write("id: " + id + "\nevent: " + type + "\ndata: " + Json.compactText(data) + "\n\n");
    }

    /** Shows the reader, and everything in between, that the connection is alive, if nothing was sent for a while. */
    void keepAlive() throws IOException {
        if (System.nanoTime() - quietSince > KEEP_ALIVE_NANOS) {
            write(": keep-alive\n\n");
        }
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
        quietSince = System.nanoTime();
    }
}
