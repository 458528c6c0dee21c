package io.rangefold.cli.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.document.Json;
import java.io.IOException;
import java.util.Map;

/**
 * Writes trace events, one after the other. Times are seconds from the beginning of the trace, and microseconds in the file.
 *
 * @see <a href="https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU">Trace Event Format</a>
 */
final class TraceEvents {
    private static final double MICROS = 1e6;

    private final JsonGenerator json;
    private long count;

    TraceEvents(JsonGenerator json) {
        this.json = json;
    }

    /** How many were written. */
    long count() {
        return count;
    }

    /** What a process, or one of its threads, is called, and where it stands. */
    void named(String what, long process, long thread, String name, long place) throws IOException {
        begin("M", what + "_name", process, thread, 0);
        json.writeObjectFieldStart("args");
        json.writeStringField("name", name);
        end();
        begin("M", what + "_sort_index", process, thread, 0);
        json.writeObjectFieldStart("args");
        json.writeNumberField("sort_index", place);
        end();
    }

    /**
     * Something that took time.
     *
     * @param color one of the format's names of colours; empty for any
     * @param arguments an object's members
     */
    void complete(long process, long thread, String name, double from, double to, String color, Json.Document arguments)
            throws IOException {
        begin("X", name, process, thread, from);
        long micros = micros(to) - micros(from);
        json.writeNumberField("dur", Math.max(0, micros));
        if (!color.isEmpty()) {
            json.writeStringField("cname", color);
        }
        json.writeObjectFieldStart("args");
        arguments.write(json);
        end();
    }

    /** Something that happened at once, to a whole process; to everything, if that is 0. */
    void instant(long process, String name, double at, Json.Document arguments) throws IOException {
        begin("i", name, process, 0, at);
        json.writeStringField("s", process == 0 ? "g" : "p");
        json.writeObjectFieldStart("args");
        arguments.write(json);
        end();
    }

    /** A figure that changes. */
    void counter(String name, double at, Map<String, Double> series) throws IOException {
        begin("C", name, 0, 0, at);
        json.writeObjectFieldStart("args");
        for (Map.Entry<String, Double> each : series.entrySet()) {
            json.writeNumberField(each.getKey(), each.getValue());
        }
        end();
    }

    private void begin(String phase, String name, long process, long thread, double at) throws IOException {
        count++;
        json.writeStartObject();
        json.writeStringField("ph", phase);
        json.writeStringField("name", name);
        json.writeStringField("cat", "rangefold");
        json.writeNumberField("pid", process);
        json.writeNumberField("tid", thread);
        json.writeNumberField("ts", micros(at));
    }

    private void end() throws IOException {
        json.writeEndObject();
        json.writeEndObject();
    }

    /** What was before the beginning is at the beginning. */
    private static long micros(double seconds) {
        return Math.max(0, Math.round(seconds * MICROS));
    }
}
