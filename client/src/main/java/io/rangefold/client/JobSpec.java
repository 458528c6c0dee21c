package io.rangefold.client;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A job that is to be submitted: its kind, what the kind is told, and options that all kinds have. Immutable: every method
 * makes another one. The coordinator checks it all, and {@link RangefoldClient#kinds} lists what there is.
 */
public final class JobSpec {
    private static final int UNKNOWN_LENGTH = -1;

    private final String kind;
    private final Map<String, Object> arguments;
    private final List<String> positional;
    private final Map<String, Path> files;
    private final Map<String, Object> options;
    private final Optional<String> key;

    private JobSpec(
            String kind,
            Map<String, Object> arguments,
            List<String> positional,
            Map<String, Path> files,
            Map<String, Object> options,
            Optional<String> key) {
        this.kind = kind;
        this.arguments = arguments;
        this.positional = positional;
        this.files = files;
        this.options = options;
        this.key = key;
    }

    /** Of a kind, as {@code "range-sum"}, that is told nothing yet. */
    public static JobSpec of(String kind) {
        return new JobSpec(kind, Map.of(), List.of(), Map.of(), Map.of(), Optional.empty());
    }

    /** Tells the kind {@code --name value}. */
    public JobSpec argument(String name, String value) {
        return new JobSpec(kind, with(arguments, name, value), positional, files, options, key);
    }

    /** Tells the kind {@code --name value}. */
    public JobSpec argument(String name, long value) {
        return argument(name, Long.toString(value));
    }

    /** Tells the kind {@code --name}, an option without value. */
    public JobSpec flag(String name) {
        return new JobSpec(kind, with(arguments, name, Boolean.TRUE), positional, files, options, key);
    }

    /** Adds words that have no name, as the numbers that {@code factorize} is given. */
    public JobSpec words(String... words) {
        List<String> all = new ArrayList<>(positional);
        all.addAll(List.of(words));
        return new JobSpec(kind, arguments, List.copyOf(all), files, options, key);
    }

    /** Gives the kind a text file, which is read when the job is submitted and travels with it. */
    public JobSpec file(String name, Path file) {
        return new JobSpec(kind, arguments, positional, with(files, name, file), options, key);
    }

    /** Gives the job a name for humans. */
    public JobSpec name(String name) {
        return option("name", name);
    }

    /** Sets the priority, -10 to 10: higher runs first. */
    public JobSpec priority(int priority) {
        return option("priority", priority);
    }

    /** Lets the job have at most so many slots at a time, 1 or more. */
    public JobSpec maxSlots(int slots) {
        return option("maxSlots", slots);
    }

    /** Ends the job after that time, above 0; it counts whole milliseconds. */
    public JobSpec timeout(Duration timeout) {
        return option("timeout", timeout.toMillis() + "ms");
    }

    /** Sets how often a range may fail, 1 to 100. */
    public JobSpec maxAttempts(int attempts) {
        return option("maxAttempts", attempts);
    }

    /** Sets how the result is checked: {@code none}, {@code check}, {@code audit=PERCENT} or {@code quorum=N}. */
    public JobSpec verify(String how) {
        return option("verify", how);
    }

    /**
     * Makes submitting the same spec again, by this or another program, give the same job. Without this, every submission
     * has a random key, so that repeating it after a lost answer makes no second job.
     */
    public JobSpec idempotencyKey(String chosen) {
        return new JobSpec(kind, arguments, positional, files, options, Optional.of(chosen));
    }

    /** Kind and what it is told. */
    @Override
    public String toString() {
        return kind + " " + arguments + (positional.isEmpty() ? "" : " " + positional);
    }

    String kind() {
        return kind;
    }

    Optional<String> key() {
        return key;
    }

    /** Whether it may be too large for memory. */
    boolean hasFiles() {
        return !files.isEmpty();
    }

    /** Writes the body of a submission. */
    void write(JsonGenerator json, String idempotencyKey) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", kind);
        writeScalars(json, "arguments", arguments);
        json.writeArrayFieldStart("positional");
        for (String word : positional) {
            json.writeString(word);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("files");
        for (Map.Entry<String, Path> file : files.entrySet()) {
            json.writeObjectFieldStart(file.getKey());
            json.writeStringField("name", String.valueOf(file.getValue().getFileName()));
            json.writeFieldName("base64");
            try (InputStream in = Files.newInputStream(file.getValue())) {
                json.writeBinary(in, UNKNOWN_LENGTH);
            }
            json.writeEndObject();
        }
        json.writeEndObject();
        writeScalars(json, "options", options);
        json.writeStringField("idempotencyKey", idempotencyKey);
        json.writeEndObject();
    }

    private static void writeScalars(JsonGenerator json, String field, Map<String, Object> values) throws IOException {
        json.writeObjectFieldStart(field);
        for (Map.Entry<String, Object> each : values.entrySet()) {
            json.writeFieldName(each.getKey());
            if (each.getValue() instanceof Boolean flag) {
                json.writeBoolean(flag);
            } else if (each.getValue() instanceof Integer number) {
                json.writeNumber(number);
            } else {
                json.writeString(each.getValue().toString());
            }
        }
        json.writeEndObject();
    }

    private JobSpec option(String name, Object value) {
        return new JobSpec(kind, arguments, positional, files, with(options, name, value), key);
    }

    private static <T> Map<String, T> with(Map<String, T> map, String name, T value) {
        Map<String, T> more = new LinkedHashMap<>(map);
        more.put(name, value);
        return more;
    }
}
