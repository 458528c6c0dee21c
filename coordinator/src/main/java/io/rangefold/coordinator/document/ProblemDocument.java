package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.JobFault;
import java.io.IOException;
import java.util.Optional;

/**
 * Why a request was refused, as a problem of RFC 9457. {@code code}, {@code where} and {@code hint} are as in every error here;
 * {@code errors} names the field of the request that is wrong, where it is a field.
 */
public final class ProblemDocument {
    public static final String MEDIA_TYPE = "application/problem+json";

    /** Before a fault's code, names the type of a problem. */
    public static final String TYPE_PREFIX = "urn:rangefold:problem:";

    private ProblemDocument() {}

    /**
     * @param status of HTTP
     * @param instance the path of the request
     * @param place the field that is wrong
     */
    public static void write(
            JsonGenerator json, int status, JobFault fault, String instance, Optional<FieldPlace> place)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("type", TYPE_PREFIX + fault.code());
        json.writeStringField("title", title(fault.code()));
        json.writeNumberField("status", status);
        json.writeStringField("detail", fault.message());
        json.writeStringField("instance", instance);
        json.writeStringField("code", fault.code());
        json.writeStringField("where", fault.where());
        json.writeStringField("hint", fault.hint());
        json.writeArrayFieldStart("errors");
        if (place.isPresent()) {
            json.writeStartObject();
            json.writeStringField("field", place.get().field());
            json.writeStringField("detail", place.get().detail());
            json.writeStringField("message", fault.message());
            json.writeStringField("hint", fault.hint());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** The same for every problem of a type: its code as words. */
    private static String title(String code) {
        String words = code.replace('-', ' ');
        return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
