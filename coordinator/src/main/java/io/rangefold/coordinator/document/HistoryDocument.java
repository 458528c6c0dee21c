package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** What happened to a job, oldest first, {@value #SCHEMA}. Indices are strings, as all integers of any size. */
public final class HistoryDocument {
    public static final String SCHEMA = "rangefold.history/1";

    public static final String EVENT_SCHEMA = "rangefold.event/1";

    /** How many events a page has unless another number is asked for. */
    public static final int DEFAULT_LIMIT = 1000;

    /** The most events of a page. */
    public static final int MAX_LIMIT = 10_000;

    private HistoryDocument() {}

    /** @param limit how many were asked for; a list of so many says after which event the next page begins */
    public static void write(JsonGenerator json, JobId job, List<JobEvent> events, int limit) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("job", job.value());
        json.writeArrayFieldStart("events");
        for (JobEvent event : events) {
            write(json, event);
        }
        json.writeEndArray();
        OptionalLong next = next(events, limit);
        if (next.isPresent()) {
            json.writeNumberField("next", next.getAsLong());
        } else {
            json.writeNullField("next");
        }
        json.writeEndObject();
    }

    /** The event after which the next page begins; empty if this list is known to be the last. */
    public static OptionalLong next(List<JobEvent> events, int limit) {
        return events.size() < limit
                ? OptionalLong.empty()
                : OptionalLong.of(events.get(events.size() - 1).number());
    }

    /** One event of whichever job, {@value #EVENT_SCHEMA}. */
    public static void writeEvent(JsonGenerator json, JobEvent event) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", EVENT_SCHEMA);
        if (event.job().isPresent()) {
            json.writeStringField("job", event.job().get().value());
        } else {
            json.writeNullField("job");
        }
        writeFields(json, event);
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, JobEvent event) throws IOException {
        json.writeStartObject();
        writeFields(json, event);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, JobEvent event) throws IOException {
        json.writeNumberField("number", event.number());
        json.writeStringField("at", Json.time(event.at()));
        json.writeStringField("type", event.type().name());
        if (event.worker().isPresent()) {
            json.writeStringField("worker", event.worker().get().value());
        } else {
            json.writeNullField("worker");
        }
        if (event.range().isPresent()) {
            Range range = event.range().get();
            json.writeObjectFieldStart("range");
            json.writeStringField("from", Long.toString(range.low()));
            json.writeStringField("to", Long.toString(range.high()));
            json.writeEndObject();
        } else {
            json.writeNullField("range");
        }
        json.writeStringField("detail", event.detail());
    }
}
