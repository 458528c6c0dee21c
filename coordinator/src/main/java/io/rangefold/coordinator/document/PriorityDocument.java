package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rangefold.job.BadInputException;
import java.io.IOException;
import java.io.InputStream;

/** The body that asks for another priority of a job, {@code {"priority": 5}}. */
public final class PriorityDocument {
    private static final String FIELD = "priority";
    private static final String HINT =
            "write {\"priority\": 5}, from " + JobOptionTexts.MIN_PRIORITY + " to " + JobOptionTexts.MAX_PRIORITY;

    private PriorityDocument() {}

    public static void writeRequest(JsonGenerator json, int priority) throws IOException {
        json.writeStartObject();
        json.writeNumberField(FIELD, priority);
        json.writeEndObject();
    }

    /**
     * The priority that a body asks for.
     *
     * @throws BadInputException if it is not such a body
     */
    public static int readRequest(InputStream in) throws IOException {
        try (JsonParser json = Json.parser(in)) {
            boolean fits = json.nextToken() == JsonToken.START_OBJECT
                    && FIELD.equals(json.nextFieldName())
                    && json.nextToken().isScalarValue();
            String text = fits ? json.getText() : "";
            if (!fits || json.nextToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                throw new BadInputException("an object with priority alone is expected", "the body", HINT);
            }
            return JobOptionTexts.priority(text, FIELD);
        } catch (JsonProcessingException e) {
            throw new BadInputException("not valid JSON: " + e.getOriginalMessage(), "the body", HINT);
        }
    }
}
