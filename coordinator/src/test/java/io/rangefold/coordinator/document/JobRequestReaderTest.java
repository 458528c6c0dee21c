package io.rangefold.coordinator.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.job.Arguments;
import io.rangefold.job.BadInputException;
import io.rangefold.job.InputText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobRequestReaderTest {
    private static JobRequest read(String body) throws IOException {
        try (Spool spool = new Spool()) {
            return JobRequestReader.read(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), spool);
        }
    }

    @Test
    void request_isReadBackAsItWasWritten() throws IOException {
        JobRequest request = new JobRequest(
                "factorize",
                new Arguments(
                        List.of("12", "ä"),
                        Map.of("divisors", "true", "from", "1e8"),
                        Map.of("input", new Arguments.InputFile("in.txt", "1\n2\n\"\\\u0001"))),
                new JobOptions(
                        "n",
                        -10,
                        OptionalInt.of(3),
                        Optional.of(Duration.ofMillis(1500)),
                        100,
                        new VerifyMode.Audit(2.5)),
                Optional.of("nightly \"7\""));

        assertThat(read(Json.compactText(json -> JobRequestDocument.write(json, request))))
                .isEqualTo(request);
    }

    @Test
    void kindAlone_isEnough() throws IOException {
        assertThat(read("{\"kind\":\"k\"}"))
                .isEqualTo(new JobRequest("k", Arguments.ofOptions(Map.of()), JobOptions.DEFAULT));
    }

    @Test
    void numbersAndBooleans_areTakenAsWritten() throws IOException {
        Arguments arguments = read("{\"kind\":\"k\",\"arguments\":{\"a\":100000000000000000000000000001,\"b\":1e8,"
                        + "\"c\":true,\"d\":false,\"e\":null,\"f\":-0.50},\"positional\":[7,\"x\",true]}")
                .arguments();

        assertThat(arguments.options())
                .isEqualTo(Map.of("a", "100000000000000000000000000001", "b", "1e8", "c", "true", "f", "-0.50"));
        assertThat(arguments.positional()).containsExactly("7", "x", "true");
    }

    @Test
    void fileInBase64_isReadBackFromTheSpool(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("in.txt"), "360\n".repeat(50_000));
        Arguments arguments = new Arguments(
                List.of(), Map.of(), Map.of("input", new Arguments.InputFile("in.txt", InputText.of(file))));
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (JsonGenerator json = Json.compact(body)) {
            JobRequestDocument.write(json, new JobRequest("factorize", arguments, JobOptions.DEFAULT));
        }
        InputText.InFile spooled;
        try (Spool spool = new Spool()) {
            JobRequest read = JobRequestReader.read(new ByteArrayInputStream(body.toByteArray()), spool);
            Arguments.InputFile input = read.arguments().file("input").orElseThrow();
            assertThat(input.name()).isEqualTo("in.txt");
            assertThat(input.text()).isEqualTo(Files.readString(file));
            spooled = (InputText.InFile) input.content();
        }
        assertThat(spooled.file()).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                                                    | an object is expected              | the body",
                "{\"kind\":1}                                          | a string is expected               | kind",
                "{\"kind\":\"k\",\"positional\":{}}                    | an array is expected               | positional",
                "{\"kind\":\"k\",\"positional\":[[]]}                  | a string, a number or a boolean    | positional[0]",
                "{\"kind\":\"k\",\"positional\":[null]}                | a string, a number or a boolean    | positional[0]",
                "{\"kind\":\"k\",\"files\":{\"a\":{\"txt\":\"\"}}}     | unknown field \"files.a.txt\"      | files.a.txt",
                "{\"kind\":\"k\",\"options\":{\"prio\":1}}             | unknown field \"options.prio\"     | options.prio",
                "{\"kind\":\"k\",\"options\":{\"maxSlots\":0}}         | 0 is out of bounds                 | options.maxSlots",
                "{\"kind\":\"k\",\"options\":{\"maxSlots\":1.5}}       | \"1.5\" is not a whole number      | options.maxSlots",
                "{\"kind\":\"k\",\"options\":{\"timeout\":\"1w\"}}     | \"1w\" is not a duration           | options.timeout",
                "{\"kind\":\"k\",\"options\":{\"timeout\":5}}          | a string is expected               | options.timeout",
                "{\"kind\":\"k\",\"options\":{\"maxAttempts\":101}}    | 101 is out of bounds               | options.maxAttempts",
                "{\"kind\":\"k\",\"options\":{\"name\":\"a\\nb\"}}     | the name has a control character   | options.name",
                "{\"kind\":\"k\",\"idempotencyKey\":\" \"}           | the idempotency key is empty       | idempotencyKey",
                "{\"kind\":\"k\",\"idempotencyKey\":7}               | a string is expected               | idempotencyKey",
                "{\"kind\":\"k\",\"idempotencyKey\":\"a\\u0007\"}    | has a control character            | idempotencyKey",
                "{\"kind\":\"k\",\"options\":3}                        | an object is expected              | options",
                "{\"kind\":\"k\"                                       | not valid JSON                     | the body, line 1",
                "{\"kind\":\"k\",}                                     | not valid JSON                     | the body, line 1",
            })
    void badBody_isRefusedWithItsPlace(String body, String message, String where) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(BadInputException.class, bad -> {
            assertThat(bad).hasMessageContaining(message);
            assertThat(bad.where()).startsWith(where);
        });
    }

    @Test
    void deepNesting_isRefused() {
        assertThatThrownBy(() -> read("[".repeat(100_000))).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> read("{\"kind\":\"k\",\"arguments\":{\"a\":" + "[".repeat(100_000)))
                .isInstanceOf(BadInputException.class);
    }

    @ParameterizedTest
    @CsvSource({"500ms,500", "30s,30000", "5m,300000", "2h,7200000", "30d,2592000000"})
    void durations_areRead(String text, long millis) {
        assertThat(JobOptionTexts.duration(text, "")).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "none,none",
        "check,check",
        "audit=5,audit=5",
        "audit=0.25,audit=0.25",
        "audit=100,audit=100",
        "quorum=2,quorum=2",
        "quorum=9,quorum=9"
    })
    void verification_isReadAndWritten(String text, String written) {
        assertThat(JobOptionTexts.text(JobOptionTexts.verify(text, ""))).isEqualTo(written);
    }
}
