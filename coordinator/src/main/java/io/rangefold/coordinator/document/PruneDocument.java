package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rangefold.job.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** How many ended jobs were forgotten, {@value #SCHEMA}; and the body that asks for it, {@code {"olderThan": "30d"}}. */
public final class PruneDocument {
    public static final String SCHEMA = "rangefold.prune/1";

    private static final String FIELD = "olderThan";
    private static final String HINT = "write {\"olderThan\": \"30d\"}";

    private PruneDocument() {}

    public static void write(JsonGenerator json, Duration olderThan, long jobs) throws IOException {
        json.writeStartObject();
        json.writeStringField("schema", SCHEMA);
        json.writeStringField(FIELD, JobOptionTexts.text(olderThan));
        json.writeNumberField("jobs", jobs);
        json.writeEndObject();
    }

    public static void writeRequest(JsonGenerator json, Duration olderThan) throws IOException {
        json.writeStartObject();
        json.writeStringField(FIELD, JobOptionTexts.text(olderThan));
        json.writeEndObject();
    }

    /** @throws BadInputException if it is not such a body */
    public static Duration readRequest(InputStream in) throws IOException {
        try (JsonParser json = Json.parser(in)) {
            boolean fits = json.nextToken() == JsonToken.START_OBJECT
                    && FIELD.equals(json.nextFieldName())
                    && json.nextToken() == JsonToken.VALUE_STRING;
            String text = fits ? json.getText() : "";
            if (!fits || json.nextToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new BadInputException("an object with olderThan alone is expected", "the body", HINT);
            }
            return JobOptionTexts.duration(text, FIELD);
        } catch (JsonProcessingException e) {
            throw new BadInputException("not valid JSON: " + e.getOriginalMessage(), "the body", HINT);
        }
    }
}
