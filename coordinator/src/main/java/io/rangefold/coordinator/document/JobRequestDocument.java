package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.job.Arguments;
import io.rangefold.job.InputText;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** The body of a submission; {@link JobRequestReader} reads it. */
public final class JobRequestDocument {
    private static final int UNKNOWN_LENGTH = -1;

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
            writeContent(json, file.getValue().content());
            json.writeEndObject();
        }
        json.writeEndObject();
        writeOptions(json, request.options());
        if (request.idempotencyKey().isPresent()) {
            json.writeStringField("idempotencyKey", request.idempotencyKey().get());
        }
        json.writeEndObject();
    }

    /** What may be long is written in base64, which a reader can take in bit by bit. */
    private static void writeContent(JsonGenerator json, InputText content) throws IOException {
        if (content instanceof InputText.InMemory memory) {
            json.writeStringField("text", memory.text());
            return;
        }
        json.writeFieldName("base64");
        try (InputStream in = content.open()) {
            json.writeBinary(in, UNKNOWN_LENGTH);
        }
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
