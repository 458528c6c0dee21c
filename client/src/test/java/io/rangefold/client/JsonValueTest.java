package io.rangefold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {
    @TempDir
    private Path folder;

    @Test
    void values_areReadAndWrittenBack() throws IOException {
        String text = "{\"a\":[1,2.5e3,-7,\"x\\n\\\"y\"],\"b\":{\"c\":null,\"d\":true,\"e\":false},\"f\":"
                + "123456789012345678901234567890}";
        JsonValue json = JsonText.parse(text);

        assertThat(json).hasToString(text);
        assertThat(json.get("a").elements()).hasSize(4);
        assertThat(json.get("a").elements().get(1).asDouble()).isEqualTo(2500);
        assertThat(json.get("a").elements().get(2).asLong()).isEqualTo(-7);
        assertThat(json.get("a").elements().get(3).asText()).isEqualTo("x\n\"y");
        assertThat(json.get("b").members()).containsOnlyKeys("c", "d", "e");
        assertThat(json.get("b").get("d").isTrue()).isTrue();
        assertThat(json.get("f").asInteger()).isEqualTo(new BigInteger("123456789012345678901234567890"));
        assertThat(json.get("none").get("of").get("these").isNull()).isTrue();
        assertThat(json.get("none").elements()).isEmpty();
        assertThat(json.get("b").get("c").text()).isEmpty();
    }

    @Test
    void whatIsNoNumber_isSaid() throws IOException {
        JsonValue json = JsonText.parse("{\"a\":\"x\",\"b\":99999999999999999999,\"c\":1.5}");

        assertThatThrownBy(() -> json.get("a").asInteger()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> json.get("a").asDouble()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> json.get("b").asLong()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> json.get("c").asLong()).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(json::asText).isInstanceOf(IllegalStateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,", "{\"a\"}", "[1]]", "nul", "{\"a\":1}x", "'a'", "[1,]"})
    void whatIsNoJson_isRefused(String text) {
        assertThatThrownBy(() -> JsonText.parse(text)).isInstanceOf(IOException.class);
    }

    @Test
    void deepNesting_isRefused() {
        assertThatThrownBy(() -> JsonText.parse("[".repeat(100_000))).isInstanceOf(IOException.class);
    }

    @Test
    void spec_isWrittenWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("numbers.txt"), "12\n");
        JobSpec spec = JobSpec.of("factorize")
                .argument("from", "0")
                .argument("to", 10)
                .flag("divisors")
                .words("360", "7")
                .file("input", file)
                .name("mine")
                .priority(-3)
                .maxSlots(2)
                .timeout(Duration.ofSeconds(90))
                .maxAttempts(5)
                .verify("quorum=2");

        JsonValue json = JsonText.parse(JsonText.write(out -> spec.write(out, "k")));

        assertThat(json)
                .hasToString(
                        "{\"kind\":\"factorize\",\"arguments\":{\"from\":\"0\",\"to\":\"10\",\"divisors\":true},"
                                + "\"positional\":[\"360\",\"7\"],\"files\":{\"input\":{\"name\":\"numbers.txt\","
                                + "\"base64\":\"MTIK\"}},\"options\":{\"name\":\"mine\",\"priority\":-3,\"maxSlots\":2,"
                                + "\"timeout\":\"90000ms\",\"maxAttempts\":5,\"verify\":\"quorum=2\"},\"idempotencyKey\":\"k\"}");
    }

    @Test
    void spec_isNotChangedByWhatIsMadeOfIt() {
        JobSpec spec = JobSpec.of("echo").words("a");
        List<JobSpec> made = List.of(spec.words("b"), spec.name("n"), spec.argument("x", "y"));

        assertThat(spec).hasToString("echo {} [a]");
        assertThat(made)
                .extracting(JobSpec::toString)
                .containsExactly("echo {} [a, b]", "echo {} [a]", "echo {x=y} [a]");
    }
}
