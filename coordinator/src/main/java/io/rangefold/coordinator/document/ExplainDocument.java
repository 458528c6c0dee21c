package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.Explanation;
import java.io.IOException;

/** Why a job is where it is, {@value #SCHEMA}. Indices are strings, as all integers of any size. */
public final class ExplainDocument {
    public static final String SCHEMA = "rangefold.explain/1";

    private ExplainDocument() {}

    public static void write(JsonGenerator json, Explanation explanation) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeFieldName("job");
        JobDocument.write(json, explanation.job(), JobDocument.Result.LEFT_OUT);
        json.writeStringField("summary", explanation.summary());
        json.writeArrayFieldStart("leases");
        for (Explanation.Leased lease : explanation.leases()) {
            writeLease(json, lease);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("pending");
        for (Explanation.Pending pending : explanation.pending()) {
            json.writeStartObject();
            json.writeStringField("from", Long.toString(pending.from()));
            json.writeStringField("to", Long.toString(pending.to()));
            json.writeStringField("reason", pending.reason());
            json.writeEndObject();
        }
        json.writeEndArray();
        Json.writeStrings(json, "waits", explanation.waits());
        json.writeEndObject();
    }

    private static void writeLease(JsonGenerator json, Explanation.Leased lease) throws IOException {
        json.writeStartObject();
        json.writeStringField("lease", Long.toString(lease.lease()));
        json.writeStringField("worker", lease.worker());
        json.writeNumberField("slot", lease.slot());
        json.writeStringField("from", Long.toString(lease.from()));
        json.writeStringField("to", Long.toString(lease.to()));
        json.writeStringField("purpose", lease.purpose());
        Json.writeRate(json, "itemsPerSecond", lease.itemsPerSecond());
        json.writeEndObject();
    }
}
