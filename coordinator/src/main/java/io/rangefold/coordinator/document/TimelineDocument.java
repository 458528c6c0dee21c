package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.Timeline;
import java.io.IOException;

/** What each slot did for a job, {@value #SCHEMA}. Indices and ids of leases are strings; times are seconds from the origin. */
public final class TimelineDocument {
    public static final String SCHEMA = "rangefold.timeline/1";

    private TimelineDocument() {}

    /** @param after only bars that changed after that revision; 0 for all */
    public static void write(JsonGenerator json, Timeline timeline, long after) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("job", timeline.job().value());
        json.writeNumberField("revision", timeline.revision());
        json.writeStringField("origin", Json.time(timeline.origin()));
        Json.writeDecimal(json, "seconds", timeline.seconds());
        json.writeBooleanField("ended", timeline.ended());
        json.writeBooleanField("complete", timeline.complete());
        writeLanes(json, timeline);
        json.writeArrayFieldStart("bars");
        for (Timeline.Bar bar : timeline.bars()) {
            if (bar.revision() > after) {
                writeBar(json, bar);
            }
        }
        json.writeEndArray();
        writeSamples(json, timeline);
        writeMarks(json, timeline);
        json.writeArrayFieldStart("speeds");
        for (Timeline.SpeedQuantile speed : timeline.speeds()) {
            json.writeStartObject();
            Json.writeDecimal(json, "quantile", speed.quantile());
            Json.writeRate(json, "itemsPerSecond", speed.itemsPerSecond());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeLanes(JsonGenerator json, Timeline timeline) throws IOException {
        json.writeArrayFieldStart("lanes");
        for (Timeline.Lane lane : timeline.lanes()) {
            json.writeStartObject();
            json.writeStringField("worker", lane.worker());
            json.writeStringField("name", lane.name());
            json.writeNumberField("slot", lane.slot());
            json.writeNumberField("commits", lane.commits());
            json.writeStringField("items", Long.toString(lane.items()));
            Json.writeDecimal(json, "busySeconds", lane.busySeconds());
            Json.writeDecimal(json, "lostSeconds", lane.lostSeconds());
            Json.writeDecimal(json, "verificationSeconds", lane.verificationSeconds());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeBar(JsonGenerator json, Timeline.Bar bar) throws IOException {
        json.writeStartObject();
        json.writeNumberField("lane", bar.lane());
        json.writeStringField("lease", Long.toString(bar.lease()));
        json.writeNumberField("stage", bar.stage());
        json.writeStringField("purpose", bar.purpose());
        json.writeNumberField("attempt", bar.attempt());
        RangeMapDocument.writeBounds(json, bar.range());
        json.writeStringField("committedTo", Long.toString(bar.committedTo()));
        Json.writeDecimal(json, "start", bar.start());
        Json.writeDecimal(json, "committedAt", bar.committedAt());
        if (bar.end().isPresent()) {
            Json.writeDecimal(json, "end", bar.end().getAsDouble());
        } else {
            json.writeNullField("end");
        }
        Json.writeDecimal(json, "busySeconds", bar.busySeconds());
        json.writeStringField("outcome", bar.outcome().name());
        json.writeEndObject();
    }

    private static void writeSamples(JsonGenerator json, Timeline timeline) throws IOException {
        json.writeArrayFieldStart("samples");
        for (Timeline.Sample sample : timeline.samples()) {
            json.writeStartObject();
            Json.writeDecimal(json, "at", sample.at());
            json.writeStringField("committed", Long.toString(sample.committed()));
            json.writeNumberField("busySlots", sample.busySlots());
            Json.writeRate(json, "itemsPerSecond", sample.itemsPerSecond());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeMarks(JsonGenerator json, Timeline timeline) throws IOException {
        json.writeArrayFieldStart("marks");
        for (Timeline.Mark mark : timeline.marks()) {
            json.writeStartObject();
            Json.writeDecimal(json, "at", mark.at());
            json.writeStringField("type", mark.type().name());
            json.writeStringField("text", mark.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
