package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** How JSON is written and read here: UTF-8, streamed, bounded nesting, two spaces or one line. */
public final class Json {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_STRING_CHARS = 64 * 1024 * 1024;
    private static final double MICROS = 1e6;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxStringLength(MAX_STRING_CHARS)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM)
            .build();

    private Json() {}

    /** Something that writes one JSON value. */
    @FunctionalInterface
    public interface Document {
        void write(JsonGenerator json) throws IOException;
    }

    /** Writes over many lines. Closing the generator leaves {@code out} open. */
    public static JsonGenerator pretty(OutputStream out) throws IOException {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(
                Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER));
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        return FACTORY.createGenerator(out, JsonEncoding.UTF8).setPrettyPrinter(printer);
    }

    /** Writes everything on one line. Closing the generator leaves {@code out} open. */
    public static JsonGenerator compact(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out, JsonEncoding.UTF8);
    }

    /** Writes root values on a line each. Closing the generator leaves {@code out} open. */
    public static JsonGenerator lines(OutputStream out) throws IOException {
        JsonGenerator json = compact(out);
        json.setRootValueSeparator(new SerializedString("\n"));
        return json;
    }

    /** The document on one line, without line end. */
    public static String compactText(Document document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = compact(bytes)) {
            document.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    public static JsonParser parser(InputStream in) throws IOException {
        return FACTORY.createParser(in);
    }

    /** A finite number with at most six decimals; 0 for what is not finite. */
    static void writeDecimal(JsonGenerator json, String field, double value) throws IOException {
        json.writeNumberField(field, Double.isFinite(value) ? Math.rint(value * MICROS) / MICROS : 0.0);
    }

    /** A rate as a whole number; 0 for what is not finite. */
    static void writeRate(JsonGenerator json, String field, double perSecond) throws IOException {
        json.writeNumberField(field, Double.isFinite(perSecond) ? Math.round(perSecond) : 0L);
    }

    /** RFC 3339 in UTC, to the millisecond. */
    static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static void writeStrings(JsonGenerator json, String field, Map<String, String> entries) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, String> entry : entries.entrySet()) {
            json.writeStringField(entry.getKey(), entry.getValue());
        }
        json.writeEndObject();
    }

    static void writeStrings(JsonGenerator json, String field, Iterable<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
