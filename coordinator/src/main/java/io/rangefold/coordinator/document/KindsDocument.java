package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.KindDescription;
import java.io.IOException;
import java.util.List;

/** The job kinds with their options and examples, {@value #SCHEMA}. */
public final class KindsDocument {
    public static final String SCHEMA = "rangefold.kinds/1";

    private KindsDocument() {}

    public static void write(JsonGenerator json, List<KindDescription> kinds) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeArrayFieldStart("kinds");
        for (KindDescription kind : kinds) {
            json.writeStartObject();
            json.writeStringField("name", kind.name());
            json.writeStringField("summary", kind.summary());
            json.writeStringField("positional", kind.positional());
            json.writeArrayFieldStart("options");
            for (KindDescription.Option option : kind.options()) {
                writeOption(json, option);
            }
            json.writeEndArray();
            Json.writeStrings(json, "examples", kind.examples());
            json.writeStringField("resultElements", kind.resultElements());
            json.writeStringField("resultImage", kind.resultImage());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeOption(JsonGenerator json, KindDescription.Option option) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", option.name());
        json.writeStringField("type", option.type().name());
        json.writeStringField("placeholder", option.placeholder());
        json.writeBooleanField("required", option.required());
        json.writeStringField("default", option.defaultValue());
        json.writeStringField("description", option.description());
        json.writeEndObject();
    }
}
