package io.rangefold.client;

import java.io.IOException;
import java.util.Optional;

/** Server-sent events, read by one thread. */
final class EventStream implements AutoCloseable {
    private final LineStream lines;
    private final int maxEventChars;

    /**
     * An event.
     *
     * @param id by which the stream can be resumed
     * @param type {@code "message"} if it has none
     * @param data lines with line feeds between them
     */
    record Event(Optional<String> id, String type, String data) {}

    EventStream(LineStream lines, int maxEventChars) {
        this.lines = lines;
        this.maxEventChars = maxEventChars;
    }

    @Override
    public void close() {
        lines.close();
    }

    /** The next event; empty at the end. */
    Optional<Event> next() throws IOException {
        Optional<String> id = Optional.empty();
        String type = "message";
        StringBuilder data = new StringBuilder();
        boolean any = false;
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            if (text.isEmpty()) {
                if (any) {
                    return Optional.of(new Event(id, type, data.toString()));
                }
                continue;
            }
            int colon = text.indexOf(':');
            String field = colon < 0 ? text : text.substring(0, colon);
            String value = colon < 0 ? "" : text.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "id" -> id = Optional.of(value);
                case "event" -> type = value;
                case "data" -> {
                    data.append(any ? "\n" : "").append(value);
                    any = true;
                    if (data.length() > maxEventChars) {
                        throw new IOException("an event is longer than " + maxEventChars + " characters");
                    }
                }
                default -> {
                    // Comments, and what is not known.
                }
            }
        }
        return Optional.empty();
    }
}
