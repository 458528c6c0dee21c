package io.rangefold.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.cli.process.CommandLine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kinds over ranges, as users run them. */
@Tag("process")
class RangeKindsIT {
    @TempDir
    private Path folder;

    private final CommandLine commands = new CommandLine("http://127.0.0.1:9");

    @Test
    void eachKind_answersAndIsChecked() throws IOException {
        Path file = Files.write(
                folder.resolve("jobs.txt"),
                List.of(
                        "range-count --from 0 --to 10^6 --expr isprime(i)",
                        "range-min --from -1000 --to 10^5 --expr '(i - 77)^2 + 3'",
                        "range-max --from 1 --to 10^5 --expr collatz(i)",
                        "range-find --from 10^9 --to 2^63-1 --expr 'isprime(i) && isprime(i+2)' --limit 3",
                        "range-histogram --from 0 --to 10^6 --expr 'i*i % 4'",
                        "range-sum --from 0 --to 2^63-1 --fast"));

        Outcome outcome = commands.run("run", "--jobs", file.toString());

        assertThat(outcome.exitCode()).as(outcome.err()).isZero();
        assertThat(outcome.documents().stream()
                        .map(job -> job.path("result").toString() + " "
                                + job.path("verification").path("verdict").asText())
                        .toList())
                .containsExactly(
                        "{\"count\":\"78498\"} AUDITED",
                        "{\"value\":\"3\",\"at\":\"77\"} VERIFIED",
                        "{\"value\":\"350\",\"at\":\"77031\"} AUDITED",
                        "{\"matches\":[\"1000000007\",\"1000000409\",\"1000000931\"]} AUDITED",
                        "{\"counts\":{\"0\":\"500000\",\"1\":\"500000\"}} VERIFIED",
                        "{\"sum\":\"42535295865117307919086767873688862721\"} VERIFIED");
    }

    @Test
    void histogramOfTooManyValues_failsSoonAndSaysWhatToDo() {
        Outcome outcome = commands.json("run", "range-histogram", "--from", "0", "--to", "10^15", "--expr", "i");
        JsonNode error = outcome.document().path("error");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(error.path("message").asText()).contains("more than 10000 distinct values");
        assertThat(error.path("where").asText()).isEqualTo("--expr");
        assertThat(error.path("hint").asText()).isNotEmpty();
    }

    @Test
    void errorBehindTheLastMatch_isNone_andOneBeforeItFailsTheSearch() {
        String condition = "(i > 3_000_000) + 0 / (4_000_000 - i)";
        String from = "2_900_000";
        Outcome found = commands.json(
                "run", "range-find", "--from", from, "--to", "10^9", "--expr", condition, "--limit", "900_000");
        Outcome failed = commands.json(
                "run", "range-find", "--from", from, "--to", "10^9", "--expr", condition, "--limit", "10^6");
        assertThat(found.exitCode()).as(found.err()).isZero();
        assertThat(found.document().path("result").path("matches")).hasSize(900_000);
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.document().path("error").path("message").asText())
                .isEqualTo("division by zero at i = 4000000");
    }
}
