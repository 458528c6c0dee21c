package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.job.Arguments;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** The body of a submission; {@link JobRequestReader} reads it. */
public final class JobRequestDocument {
    private JobRequestDocument() {}

    public static void write(JsonGenerator json, JobRequest request) throws IOException {
        Arguments arguments = request.arguments();
        json.writeStartObject();
        json.writeStringField("kind", request.kind());
        Json.writeStrings(json, "arguments", new TreeMap<>(arguments.options()));
        Json.writeStrings(json, "positional", arguments.positional());
        json.writeObjectFieldStart("files");
        for (Map.Entry<String, Arguments.InputFile> file : arguments.files().entrySet()) {
            json.writeObjectFieldStart(file.getKey());
            json.writeStringField("name", file.getValue().name());
            json.writeStringField("text", file.getValue().text());
            json.writeEndObject();
        }
        json.writeEndObject();
        writeOptions(json, request.options());
        json.writeEndObject();
    }

    private static void writeOptions(JsonGenerator json, JobOptions options) throws IOException {
        json.writeObjectFieldStart("options");
        json.writeStringField("name", options.name());
        json.writeNumberField("priority", options.priority());
        if (options.maxSlots().isPresent()) {
            json.writeNumberField("maxSlots", options.maxSlots().getAsInt());
        }
        if (options.timeout().isPresent()) {
            json.writeStringField(
                    "timeout", JobOptionTexts.text(options.timeout().get()));
        }
        json.writeNumberField("maxAttempts", options.maxAttempts());
        json.writeStringField("verify", JobOptionTexts.text(options.verify()));
        json.writeEndObject();
    }
}
