package io.rangefold.client;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and writes {@link JsonValue}s: UTF-8, bounded nesting. */
final class JsonText {
    private static final int MAX_DEPTH = 64;
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private JsonText() {}

    /** Writes a JSON value. */
    @FunctionalInterface
    interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    /** @throws IOException if it is not one JSON value */
    static JsonValue parse(byte[] bytes) throws IOException {
        try (JsonParser json = FACTORY.createParser(bytes)) {
            return whole(json);
        }
    }

    /** @throws IOException if it is not one JSON value */
    static JsonValue parse(String text) throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            return whole(json);
        }
    }

    private static JsonValue whole(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == null) {
            throw new IOException("nothing where JSON is expected");
        }
        JsonValue value = value(json, first);
        if (json.nextToken() != null) {
            throw new IOException("something follows the JSON");
        }
        return value;
    }

    private static JsonValue value(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> array(json);
            case VALUE_STRING -> new JsonValue.Text(json.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Number(json.getText());
            case VALUE_TRUE -> new JsonValue.Bool(true);
            case VALUE_FALSE -> new JsonValue.Bool(false);
            case VALUE_NULL -> JsonValue.NULL;
            default -> throw new IOException("not expected in JSON: " + token);
        };
    }

    private static JsonValue object(JsonParser json) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            members.put(name, value(json, json.nextToken()));
        }
        return new JsonValue.Members(Collections.unmodifiableMap(members));
    }

    private static JsonValue array(JsonParser json) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            elements.add(value(json, token));
        }
        return new JsonValue.Elements(Collections.unmodifiableList(elements));
    }

    /** On one line. */
    static String write(JsonValue value) {
        return write(json -> write(json, value));
    }

    /** On one line. */
    static String write(Writer document) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            document.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    /** Closes {@code out}. */
    static void write(OutputStream out, Writer document) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
            document.write(json);
        }
    }

    private static void write(JsonGenerator json, JsonValue value) throws IOException {
        if (value instanceof JsonValue.Members object) {
            json.writeStartObject();
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                json.writeFieldName(member.getKey());
                write(json, member.getValue());
            }
            json.writeEndObject();
        } else if (value instanceof JsonValue.Elements array) {
            json.writeStartArray();
            for (JsonValue element : array.elements()) {
                write(json, element);
            }
            json.writeEndArray();
        } else if (value instanceof JsonValue.Text text) {
            json.writeString(text.value());
        } else {
            json.writeRawValue(value.toString());
        }
    }
}
