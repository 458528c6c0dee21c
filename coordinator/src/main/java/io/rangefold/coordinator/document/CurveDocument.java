package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.job.JobResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An answer as a curve, {@value #SCHEMA}. */
public final class CurveDocument {
    public static final String SCHEMA = "rangefold.curve/1";

    private CurveDocument() {}

    public static void write(JsonGenerator json, JobResult.Curve curve) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField("xLabel", curve.xLabel());
        json.writeStringField("yLabel", curve.yLabel());
        json.writeArrayFieldStart("points");
        for (JobResult.Point point : curve.points()) {
            json.writeStartObject();
            json.writeNumberField("x", point.x());
            json.writeNumberField("y", point.y());
            json.writeNumberField("low", point.low());
            json.writeNumberField("high", point.high());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** @throws IllegalArgumentException if it is no such document */
    public static JobResult.Curve read(JsonNode document) {
        if (!document.path("schema").asText().equals(SCHEMA)) {
            throw new IllegalArgumentException("no " + SCHEMA);
        }
        List<JobResult.Point> points = new ArrayList<>();
        for (JsonNode point : document.path("points")) {
            points.add(new JobResult.Point(
                    point.path("x").asDouble(),
                    point.path("y").asDouble(),
                    point.path("low").asDouble(),
                    point.path("high").asDouble()));
        }
        return new JobResult.Curve(
                document.path("xLabel").asText(), document.path("yLabel").asText(), points);
    }
}
