package io.rangefold.coordinator.document;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.InputText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads the body of a submission:
 *
 * <pre>{"kind", "arguments": {option: value}, "positional": [], "files": {option: {"name", "text" | "base64"}},
 *  "options": {"name", "priority", "maxSlots", "timeout", "maxAttempts", "verify"}, "idempotencyKey"}</pre>
 *
 * Only {@code kind} must be there. Values of arguments are strings, numbers (their digits are taken as written) or
 * booleans; null counts as left out. What is unknown is refused.
 */
public final class JobRequestReader {
    private static final String HINT = "see the documentation of POST /api/v1/jobs";

    private final JsonParser json;
    private final Spool spool;
    private String kind = "";
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> positional = new ArrayList<>();
    private final Map<String, Arguments.InputFile> files = new LinkedHashMap<>();
    private String name = "";
    private int priority;
    private OptionalInt maxSlots = OptionalInt.empty();
    private Optional<Duration> timeout = Optional.empty();
    private int maxAttempts = JobOptions.DEFAULT.maxAttempts();
    private VerifyMode verify = JobOptions.DEFAULT.verify();
    private Optional<String> key = Optional.empty();

    private JobRequestReader(JsonParser json, Spool spool) {
        this.json = json;
        this.spool = spool;
    }

    /**
     * Reads {@code in} to its end.
     *
     * @param spool where files in base64 go; it has to live as long as the request
     * @throws BadInputException if it is not such a body
     * @throws IOException if it can't be read
     */
    public static JobRequest read(InputStream in, Spool spool) throws IOException {
        try (JsonParser json = Json.parser(in)) {
            json.enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
            return new JobRequestReader(json, spool).request();
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? "the body"
                    : "the body, line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new BadInputException("not valid JSON: " + e.getOriginalMessage(), where, HINT);
        }
    }

    private JobRequest request() throws IOException {
        json.nextToken();
        eachField("the body", field -> {
            switch (field) {
                case "kind" -> kind = text("kind");
                case "arguments" -> eachField("arguments", this::readArgument);
                case "positional" -> readPositional();
                case "files" -> eachField("files", this::readFile);
                case "options" -> eachField("options", this::readOption);
                case "idempotencyKey" ->
                    key = Optional.of(JobOptionTexts.idempotencyKey(text("idempotencyKey"), "idempotencyKey"));
                default -> throw unknown(field, "kind, arguments, positional, files, options, idempotencyKey");
            }
        });
        if (json.nextToken() != null) {
            throw new BadInputException("something follows the JSON object", "the body", HINT);
        }
        if (kind.isEmpty()) {
            throw new BadInputException("the job's kind is missing", "kind", "name one that GET /api/v1/kinds lists");
        }
        return new JobRequest(
                kind,
                new Arguments(positional, options, files),
                new JobOptions(name, priority, maxSlots, timeout, maxAttempts, verify),
                key);
    }

    private void readArgument(String option) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_FALSE) {
            options.put(option, scalar("arguments." + option));
        }
    }

    private void readPositional() throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw expected("an array", "positional");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            positional.add(scalar("positional[" + positional.size() + "]"));
        }
    }

    private void readFile(String option) throws IOException {
        String where = "files." + option;
        String[] name = {option};
        List<InputText> contents = new ArrayList<>();
        eachField(where, part -> {
            switch (part) {
                case "name" -> name[0] = text(where + ".name");
                case "text" -> contents.add(InputText.of(text(where + ".text")));
                case "base64" -> contents.add(InputText.of(spooled(where + ".base64")));
                default -> throw unknown(where + "." + part, "name, text, base64");
            }
        });
        if (contents.size() != 1) {
            throw new BadInputException("the file's text is missing, or there twice", where, HINT);
        }
        files.put(option, new Arguments.InputFile(name[0], contents.get(0)));
    }

    /** Takes the value in without holding it in memory. */
    private Path spooled(String where) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw expected("a string", where);
        }
        Path file = spool.newFile();
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            json.readBinaryValue(out);
        } catch (IllegalArgumentException e) {
            // What the parser says of characters that it did not expect there.
            throw new BadInputException("this is not base64", where, HINT);
        }
        return file;
    }

    private void readOption(String field) throws IOException {
        String where = "options." + field;
        switch (field) {
            case "name" -> name = JobOptionTexts.name(text(where), where);
            case "priority" -> priority = JobOptionTexts.priority(scalar(where), where);
            case "maxSlots" ->
                maxSlots = OptionalInt.of(JobOptionTexts.integer(scalar(where), 1, Integer.MAX_VALUE, where));
            case "timeout" -> timeout = Optional.of(JobOptionTexts.duration(text(where), where));
            case "maxAttempts" -> maxAttempts = JobOptionTexts.integer(scalar(where), 1, 100, where);
            case "verify" -> verify = JobOptionTexts.verify(text(where), where);
            default -> throw unknown(where, "name, priority, maxSlots, timeout, maxAttempts, verify");
        }
    }

    /** Calls {@code reader} with the parser at each value that is not null. */
    private void eachField(String where, FieldReader reader) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw expected("an object", where);
        }
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            if (json.nextToken() != JsonToken.VALUE_NULL) {
                reader.read(field);
            }
        }
    }

    private String text(String where) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw expected("a string", where);
        }
        return json.getText();
    }

    private String scalar(String where) throws IOException {
        if (!json.currentToken().isScalarValue() || json.currentToken() == JsonToken.VALUE_NULL) {
            throw expected("a string, a number or a boolean", where);
        }
        return json.getText();
    }

    private static BadInputException expected(String what, String where) {
        return new BadInputException(what + " is expected", where, HINT);
    }

    private static BadInputException unknown(String field, String known) {
        return new BadInputException("unknown field \"" + field + "\"", field, "use one of: " + known);
    }

    @FunctionalInterface
    private interface FieldReader {
        void read(String field) throws IOException;
    }
}
