package io.rangefold.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.cli.fake.CommandLineTester;
import io.rangefold.cli.syntax.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchCommandTest {
    @TempDir
    private Path folder;

    private final CommandLineTester cli = new CommandLineTester();

    private CommandLineTester scaling(String more) {
        return cli.run(("bench scaling steps --from 0 --to 300 " + more).strip().split(" +"));
    }

    @Test
    void sizes_areMeasuredAsOftenAsAsked_andReported() {
        scaling("--slots 1,2 --repeat 3 --output json");

        JsonNode report = cli.document();
        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(report.path("schema").asText()).isEqualTo("rangefold.scaling/1");
        assertThat(report.path("arguments").path("to").asText()).isEqualTo("300");
        assertThat(report.path("baseLine").path("runs")).hasSize(3);
        assertThat(report.path("sizes").findValuesAsText("slots")).containsExactly("1", "2");
        assertThat(report.path("sizes").path(1).path("runs")).hasSize(3);
        assertThat(report.path("answerSha256").asText()).hasSize(64);
        assertThat(report.path("command").asText()).startsWith("rangefold bench scaling steps --from 0");
        assertThat(cli.nodes().log()).containsExactly("embedded slots=1", "embedded slots=2", "closed", "closed");
        assertThat(cli.jobs().submitted()).isEqualTo(2 * (1 + 3));
    }

    @Test
    void table_saysWhatWasFound_andWhyToDoubtIt() {
        scaling("--slots 1,2 --repeat 2");

        assertThat(cli.out())
                .contains("SPEED-UP")
                .contains("plain loop")
                .contains("2 slots")
                .contains("Amdahl's law")
                .contains("cores");
        assertThat(cli.err()).contains("repetition 2 of 2").contains("the plain loop takes only");
    }

    @Test
    void workers_areProcessesWithSoManySlotsEach() {
        scaling("--workers 1,2 --repeat 1 --warmup 0 --output json");

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.nodes().log())
                .containsExactly("cluster workers=1 slots=1", "cluster workers=2 slots=1", "closed", "closed");
        assertThat(cli.document().path("sizes").path(1).path("title").asText()).isEqualTo("2 workers x 1 slot");
    }

    @Test
    void page_holdsTheReport_andTheNamesInIt() throws IOException {
        Path page = folder.resolve("scaling.html");
        scaling("--slots 1 --repeat 1 --warmup 0 --html " + page);

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(page).content().startsWith("<!doctype html>").contains("rangefold.scaling/1");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(page);
        }
    }

    @Test
    void pageThatCantBeWritten_isFoundOutBeforeAnythingStarts() {
        scaling("--html /nonexistent/page.html");

        assertThat(cli.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("--html").contains("its folder does not exist");
        assertThat(cli.nodes().log()).isEmpty();
    }

    @Test
    void interrupt_cancelsTheJob_andEndsTheClusters() {
        cli.interrupt();
        scaling("--slots 1,2 --html " + folder.resolve("page.html"));

        assertThat(cli.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(cli.nodes().log()).containsExactly("embedded slots=1", "embedded slots=2", "closed", "closed");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void jobThatFails_isNotReported() {
        cli.run("bench scaling steps --from 0 --to 10 --fail-at 7 --slots 1".split(" "));

        assertThat(cli.exitCode()).isEqualTo(ExitCode.FAILED);
        assertThat(cli.err()).contains("it fails at 7");
        assertThat(cli.out()).isEmpty();
        assertThat(cli.nodes().log()).endsWith("closed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bench | what to measure is missing",
                "bench nothing | there is no benchmark \"nothing\"",
                "bench scaling | KIND is missing",
                "bench scaling stips --from 0 --to 9 | there is no job kind \"stips\"",
                "bench scaling steps --from 0 | --to is missing",
                "bench scaling steps --from 0 --to 9 --repeat 0 | out of bounds",
                "bench scaling steps --from 0 --to 9 --repeat 101 | out of bounds",
                "bench scaling steps --from 0 --to 9 --warmup 11 | out of bounds",
                "bench scaling steps --from 0 --to 9 --slots 1,,2 | is not a whole number",
                "bench scaling steps --from 0 --to 9 --slots 0 | out of bounds",
                "bench scaling steps --from 0 --to 9 --slots 5000 | out of bounds",
                "bench scaling steps --from 0 --to 9 --workers 200,201 | worker processes at once",
                "bench scaling steps --from 0 --to 9 --workers 1 --api http://127.0.0.1:1 | exclude each other",
                "bench scaling steps --from 0 --to 9 --verify maybe | no way of verification",
                "bench scaling steps --from 0 --to 9 --sluts 1 | there is no option --sluts",
            })
    void badInput_isRefused(String line, String message) {
        cli.run(line.split(" "));

        assertThat(cli.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains(message).doesNotContain("\tat ");
        assertThat(cli.nodes().log()).isEmpty();
    }

    @Test
    void tooManySizes_areRefused() {
        List<Integer> many =
                java.util.stream.IntStream.rangeClosed(1, 33).boxed().toList();
        scaling("--slots " + many.toString().replaceAll("[\\[\\] ]", ""));

        assertThat(cli.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("these are 33 sizes");
    }

    @Test
    void coordinatorThatIsNotThere_isSaid() {
        scaling("--api http://127.0.0.1:1");

        assertThat(cli.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }
}
