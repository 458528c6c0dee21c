package io.rangefold.cli.trace;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.coordinator.document.TimelineDocument;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A job's timeline and history as a trace: a process for each worker, a thread for each of its slots, and process 0 for what
 * concerns the job as a whole. What was computed and lost is an event of its own, in red.
 */
public final class JobTrace {
    public static final String SCHEMA = "rangefold.trace/1";

    private static final String RED = "terrible";

    /** What the timeline does not mark: it concerns ranges in the hands of workers. */
    private static final Set<String> OF_RANGES =
            Set.of("REDISPATCHED", "LEASED_AGAIN", "ADOPTED", "AUDIT_FAILED", "TAKEN_BACK");

    private final JsonNode timeline;
    private final List<JsonNode> history;
    private final Map<String, Long> processes = new LinkedHashMap<>();

    /**
     * @param timeline a document of the schema {@value TimelineDocument#SCHEMA}
     * @param history events of history documents
     */
    public JobTrace(JsonNode timeline, List<JsonNode> history) {
        this.timeline = timeline;
        this.history = List.copyOf(history);
        for (JsonNode lane : timeline.path("lanes")) {
            processes.putIfAbsent(lane.path("worker").asText(), (long) processes.size() + 1);
        }
    }

    /**
     * Writes the trace as one JSON object.
     *
     * @return how many events it has
     */
    public long write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("displayTimeUnit", "ms");
        json.writeObjectFieldStart("otherData");
        json.writeStringField("job", timeline.path("job").asText());
        json.writeStringField("origin", timeline.path("origin").asText());
        json.writeBooleanField("complete", timeline.path("complete").asBoolean());
        json.writeEndObject();
        json.writeArrayFieldStart("traceEvents");
        TraceEvents events = new TraceEvents(json);
        writeNames(events);
        writeBars(events);
        writeMarks(events);
        writeHistory(events);
        writeSamples(events);
        json.writeEndArray();
        json.writeEndObject();
        return events.count();
    }

    private void writeNames(TraceEvents events) throws IOException {
        events.named("process", 0, 0, "job " + timeline.path("job").asText(), 0);
        Set<String> named = new HashSet<>();
        for (JsonNode lane : timeline.path("lanes")) {
            String worker = lane.path("worker").asText();
            long process = processes.get(worker);
            if (named.add(worker)) {
                events.named("process", process, 0, lane.path("name").asText() + " (" + worker + ")", process);
            }
            long slot = lane.path("slot").asLong();
            events.named("thread", process, slot + 1, "slot " + slot, slot);
        }
    }

    /** A slot computes one lease at a time: one that waits for its last acknowledgement ends where the next one begins. */
    private void writeBars(TraceEvents events) throws IOException {
        Map<Integer, List<JsonNode>> byLane = new HashMap<>();
        for (JsonNode bar : timeline.path("bars")) {
            byLane.computeIfAbsent(bar.path("lane").asInt(), lane -> new ArrayList<>())
                    .add(bar);
        }
        for (int lane = 0; lane < timeline.path("lanes").size(); lane++) {
            List<JsonNode> bars = byLane.getOrDefault(lane, List.of()).stream()
                    .sorted(Comparator.comparingDouble(bar -> bar.path("start").asDouble()))
                    .toList();
            for (int i = 0; i < bars.size(); i++) {
                double latest =
                        i + 1 < bars.size() ? bars.get(i + 1).path("start").asDouble() : Double.MAX_VALUE;
                writeBar(events, timeline.path("lanes").get(lane), bars.get(i), latest);
            }
        }
    }

    private void writeBar(TraceEvents events, JsonNode lane, JsonNode bar, double latest) throws IOException {
        long process = processes.get(lane.path("worker").asText());
        long thread = lane.path("slot").asLong() + 1;
        double start = bar.path("start").asDouble();
        JsonNode end = bar.path("end");
        double until = Math.min(
                latest,
                end.isNumber() ? end.asDouble() : timeline.path("seconds").asDouble());
        String outcome = bar.path("outcome").asText();
        boolean isLost = outcome.equals("LOST") || outcome.equals("FAILED");
        double kept =
                isLost ? Math.max(start, Math.min(until, bar.path("committedAt").asDouble())) : until;
        if (!isLost || kept > start) {
            events.complete(
                    process, thread, bar.path("purpose").asText(), start, kept, "", json -> describe(json, bar));
        }
        if (isLost) {
            events.complete(
                    process,
                    thread,
                    outcome.equals("LOST") ? "lost" : "failed",
                    kept,
                    until,
                    RED,
                    json -> describe(json, bar));
        }
    }

    private static void describe(JsonGenerator json, JsonNode bar) throws IOException {
        for (String text : List.of("lease", "from", "to", "committedTo", "outcome")) {
            json.writeStringField(text, bar.path(text).asText());
        }
        json.writeNumberField("stage", bar.path("stage").asInt());
        json.writeNumberField("attempt", bar.path("attempt").asInt());
        json.writeNumberField("busySeconds", bar.path("busySeconds").asDouble());
    }

    private void writeMarks(TraceEvents events) throws IOException {
        for (JsonNode mark : timeline.path("marks")) {
            events.instant(
                    0,
                    mark.path("type").asText(),
                    mark.path("at").asDouble(),
                    json -> json.writeStringField("text", mark.path("text").asText()));
        }
    }

    private void writeHistory(TraceEvents events) throws IOException {
        for (JsonNode event : history) {
            String type = event.path("type").asText();
            if (OF_RANGES.contains(type)) {
                long process = processes.getOrDefault(event.path("worker").asText(), 0L);
                events.instant(process, type, secondsFromOrigin(event.path("at").asText()), json -> {
                    json.writeStringField("text", event.path("detail").asText());
                    json.writeStringField(
                            "from", event.path("range").path("from").asText());
                    json.writeStringField("to", event.path("range").path("to").asText());
                });
            }
        }
    }

    private double secondsFromOrigin(String at) {
        try {
            Instant origin = Instant.parse(timeline.path("origin").asText());
            return Duration.between(origin, Instant.parse(at)).toNanos() / 1e9;
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    private void writeSamples(TraceEvents events) throws IOException {
        for (JsonNode sample : timeline.path("samples")) {
            double at = sample.path("at").asDouble();
            events.counter(
                    "items per second",
                    at,
                    Map.of("items", sample.path("itemsPerSecond").asDouble()));
            events.counter(
                    "busy slots", at, Map.of("slots", sample.path("busySlots").asDouble()));
            events.counter(
                    "committed items",
                    at,
                    Map.of("items", sample.path("committed").asDouble()));
        }
    }
}
