package io.rangefold.job.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.Arguments;
import io.rangefold.job.Arguments.InputFile;
import io.rangefold.job.BadInputException;
import io.rangefold.job.Conclusion;
import io.rangefold.job.InputsInMemory;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.JobResult;
import io.rangefold.job.Verification.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FactorizeKindTest {
    private final FactorizeKind kind = new FactorizeKind();
    private final InputsInMemory inputs = new InputsInMemory();

    @Test
    void kind_isInstalledByItsName() {
        assertThat(JobKinds.installed().named("factorize")).isInstanceOf(FactorizeKind.class);
    }

    @Test
    void json_hasNumbersInTheOrderGiven() {
        assertThat(json(words("360", "1", "7")))
                .isEqualTo("{\"numbers\":["
                        + "{\"n\":\"360\",\"complete\":true,\"factors\":[{\"prime\":\"2\",\"exponent\":3},"
                        + "{\"prime\":\"3\",\"exponent\":2},{\"prime\":\"5\",\"exponent\":1}]},"
                        + "{\"n\":\"1\",\"complete\":true,\"factors\":[]},"
                        + "{\"n\":\"7\",\"complete\":true,\"factors\":[{\"prime\":\"7\",\"exponent\":1}]}]}");
    }

    @Test
    void divisors_ofTheFirstUsersNumbers() {
        String text = text(withDivisors(
                "112272535095293", "112582705942171", "115280095190773", "115797848077099", "1099726899285419"));
        assertThat(text.lines().filter(line -> line.contains("divisors")))
                .containsExactly(
                        "  divisors: 1 112272535095293",
                        "  divisors: 1 112582705942171",
                        "  divisors: 1 115280095190773",
                        "  divisors: 1 115797848077099",
                        "  divisors: 1 3306091 332636609 1099726899285419");
    }

    @Test
    void divisors_ascendInJson() {
        assertThat(json(withDivisors("12"))).contains("\"divisors\":[\"1\",\"2\",\"3\",\"4\",\"6\",\"12\"]");
        assertThat(json(withDivisors("1"))).contains("\"divisors\":[\"1\"]");
        assertThat(json(withDivisors("18446744073709551615")))
                .contains("\"divisors\":[\"1\",\"3\",\"5\",\"15\",\"17\",\"51\"")
                .endsWith("\"6148914691236517205\",\"18446744073709551615\"]}]}");
    }

    @Test
    void tooManyDivisors_areRefusedForThatNumberAlone() {
        BigInteger primorial = LongStream.rangeClosed(2, 100)
                .mapToObj(BigInteger::valueOf)
                .filter(i -> i.isProbablePrime(20))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        Job job = withDivisors(primorial.toString(), "6");
        Conclusion conclusion = JobRun.of(job, 1).conclude();
        assertThat(conclusion.complete()).isFalse();
        assertThat(conclusion.proof().orElseThrow().verdict()).isEqualTo(Verdict.VERIFIED);
        assertThat(json(job))
                .contains("\"complete\":false", "\"cofactor\":\"1\",\"divisorsError\":\"there are too many")
                .endsWith("\"divisors\":[\"1\",\"2\",\"3\",\"6\"]}]}");
        assertThat(text(job)).contains("divisors: none listed, there are too many");
    }

    @Test
    void incompleteNumber_makesTheConclusionIncomplete() {
        BigInteger composite = BigInteger.TWO
                .pow(107)
                .subtract(BigInteger.ONE)
                .multiply(BigInteger.TWO.pow(127).subtract(BigInteger.ONE));
        Conclusion conclusion =
                JobRun.of(words(composite.shiftLeft(2).toString()), 1).conclude();
        assertThat(conclusion.complete()).isFalse();
        assertThat(written(conclusion.result()::writeJson))
                .contains("\"complete\":false,\"factors\":[{\"prime\":\"2\",\"exponent\":2}],\"cofactor\":\""
                        + composite);
        assertThat(text(conclusion.result())).contains(": 2^2 * " + composite + " (not factored)");
    }

    @Test
    void largePrime_isMarkedProbable() {
        BigInteger prime = BigInteger.TWO.pow(521).subtract(BigInteger.ONE);
        Job job = words(prime.toString());
        assertThat(json(job)).contains("\"complete\":true", "\"exponent\":1,\"probable\":true}");
        assertThat(text(job)).isEqualTo(prime + ": " + prime + " (probably prime)\n");
        assertThat(JobRun.of(job, 1).conclude().proof().orElseThrow().verdict()).isEqualTo(Verdict.AUDITED);
    }

    @Test
    void text_hasALineForEachNumber() {
        assertThat(text(words("360", "1", "7", "1_000")))
                .isEqualTo("360: 2^3 * 3^2 * 5\n1: 1\n7: 7\n1000: 2^3 * 5^3\n");
    }

    @Test
    void numbersOfTheCommandLine_comeBeforeThoseOfTheFile() {
        Job job = kind.parse(new Arguments(
                List.of("6"), Map.of("input", "n.txt"), Map.of("input", new InputFile("n.txt", "10\n15\n"))));
        assertThat(text(job)).isEqualTo("6: 2 * 3\n10: 2 * 5\n15: 3 * 5\n");
        assertThat(job.arguments())
                .containsExactly(
                        Map.entry("numbers", "6"),
                        Map.entry("input", "n.txt"),
                        Map.entry("count", "3"),
                        Map.entry("divisors", "false"));
    }

    @Test
    void aHundredThousandNumbersInOddStrides_areFactoredAndProven() {
        int count = 100_003;
        String lines = LongStream.rangeClosed(1, count).mapToObj(Long::toString).collect(Collectors.joining("\n"));
        Job parsed = kind.parse(
                new Arguments(List.of(), Map.of(), Map.of("input", new InputFile("numbers.txt", lines))), inputs);
        Job job = decoded(parsed);
        JobRun run = JobRun.of(job, 7_919);
        Conclusion conclusion = run.conclude();
        assertThat(conclusion.complete()).isTrue();
        assertThat(conclusion.proof().orElseThrow().verdict()).isEqualTo(Verdict.VERIFIED);
        JobResult.Elements elements = conclusion.result().elements().orElseThrow();
        assertThat(elements.name()).isEqualTo(kind.description().resultElements());
        assertThat(elements.count()).isEqualTo(count);
        String[] written = written(elements::writeEach).split("\n");
        assertThat(written).hasSize(count);
        assertThat(written[99_998]).startsWith("{\"n\":\"99999\"").contains("\"271\"");
        assertThat(JobRun.of(parsed, 100_003).merged()).isEqualTo(run.merged());
    }

    @Test
    void decodedJob_isTheParsedOne() {
        Job job = withDivisors("360", "77");
        Job again = decoded(job);
        assertThat(again.spec()).isEqualTo(job.spec());
        assertThat(again.arguments()).isEqualTo(job.arguments());
        assertThat(json(again)).isEqualTo(json(job));
    }

    @Test
    void withoutProof_theConclusionHasNone() {
        Job job = words("360");
        JobRun run = JobRun.of(job, 1);
        assertThat(job.conclude(run.merged(), run.segments(), false).proof()).isEmpty();
        assertThat(job.proves()).isTrue();
    }

    @Test
    void badArguments_areRefused() {
        expectRefusal("there are no numbers", new Arguments(List.of(), Map.of(), Map.of()));
        expectRefusal("--divisor", new Arguments(List.of("6"), Map.of("divisor", "true"), Map.of()));
        expectRefusal("takes no value", new Arguments(List.of("6"), Map.of("divisors", "yes"), Map.of()));
        expectRefusal("content", new Arguments(List.of("6"), Map.of("input", "n.txt"), Map.of()));
        expectRefusal("--other", new Arguments(List.of("6"), Map.of(), Map.of("other", new InputFile("x", "1"))));
        assertThatThrownBy(() -> kind.decode(new byte[] {9, 9}, id -> new byte[0]))
                .isInstanceOf(BadInputException.class);
    }

    private void expectRefusal(String message, Arguments arguments) {
        assertThatThrownBy(() -> kind.parse(arguments))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    private Job words(String... words) {
        return kind.parse(new Arguments(List.of(words), Map.of(), Map.of()));
    }

    private Job withDivisors(String... words) {
        return kind.parse(new Arguments(List.of(words), Map.of("divisors", "true"), Map.of()), inputs);
    }

    private Job decoded(Job job) {
        return kind.decode(job.spec(), inputs);
    }

    private static String json(Job job) {
        return written(JobRun.of(job, 2).conclude().result()::writeJson);
    }

    private static String text(Job job) {
        return text(JobRun.of(job, 2).conclude().result());
    }

    private static String text(JobResult result) {
        StringBuilder out = new StringBuilder();
        try {
            result.writeText(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }

    private interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    private static String written(Writer writer) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = new JsonFactory().setRootValueSeparator("\n").createGenerator(out)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString();
    }
}
