package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.JobFault;
import java.io.IOException;

/** Why something was refused, {@value #SCHEMA}. */
public final class ErrorDocument {
    public static final String SCHEMA = "rangefold.error/1";

    private ErrorDocument() {}

    public static void write(JsonGenerator json, JobFault fault) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeFieldName("error");
        writeFault(json, fault);
        json.writeEndObject();
    }

    static void writeFault(JsonGenerator json, JobFault fault) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", fault.code());
        json.writeStringField("message", fault.message());
        json.writeStringField("where", fault.where());
        json.writeStringField("hint", fault.hint());
        json.writeEndObject();
    }
}
