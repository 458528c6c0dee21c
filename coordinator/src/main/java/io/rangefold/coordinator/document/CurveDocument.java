package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.JobResult;
import java.io.IOException;

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
}
