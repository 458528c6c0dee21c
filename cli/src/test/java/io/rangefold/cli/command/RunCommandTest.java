package io.rangefold.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rangefold.cli.fake.CommandLineTester;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.job.Arguments;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {
    private final CommandLineTester cli = new CommandLineTester();

    @TempDir
    private Path folder;

    @Test
    void run_forHumans_writesTheAnswerToStandardOutputAndTheRestToStandardError() {
        cli.run("run", "steps", "--from", "0", "--to", "100");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("4950\n");
        assertThat(cli.err()).contains("verified by closed-form: n (n - 1) / 2").contains("1 slot, ");
        assertThat(cli.nodes().log())
                .containsExactly("embedded slots=" + Runtime.getRuntime().availableProcessors(), "closed");
    }

    @Test
    void run_asJson_writesOneDocument() {
        cli.run("run", "steps", "--from=-3", "--to", "2", "--output", "json", "--name", "five", "--priority", "-2");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.document().path("schema").asText()).isEqualTo("rangefold.job/1");
        assertThat(cli.document().path("name").asText()).isEqualTo("five");
        assertThat(cli.document().path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(cli.document().path("result").path("sum").asText()).isEqualTo("-5");
        assertThat(cli.document().path("priority").asInt()).isEqualTo(-2);
        assertThat(cli.document().path("error").isNull()).isTrue();
    }

    @Test
    void run_withWorkers_startsACluster() {
        cli.run("run", "--workers", "2", "--slots", "3", "steps", "--from", "0", "--to", "1", "--quiet");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).isEmpty();
        assertThat(cli.nodes().log()).containsExactly("cluster workers=2 slots=3", "closed");
    }

    @Test
    void run_withoutVerification_saysSo() {
        cli.run("run", "steps", "--from", "0", "--to", "1", "--verify", "none");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).contains("not verified, as asked for");
    }

    @Test
    void run_ofFailingJob_exitsWith1AndSaysWhereItFails() {
        cli.run("run", "steps", "--from", "10", "--to", "20", "--fail-at", "17", "--output", "json");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).contains("error: it fails at 17").contains("where: index 7");
        assertThat(cli.document().path("state").asText()).isEqualTo("FAILED");
        assertThat(cli.document().path("result").isNull()).isTrue();
        assertThat(cli.document().path("error").path("code").asText()).isEqualTo("fails-at");
    }

    @Test
    void run_whoseVerificationFails_exitsWith1() {
        cli.run("run", "steps", "--from", "0", "--to", "2", "--doubt");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("the proof contradicts the result").contains("VERIFICATION FAILED");
    }

    @Test
    void run_ofIncompleteResult_exitsWith6AndShowsIt() {
        cli.run("run", "steps", "--from", "0", "--to", "3", "--partly");

        assertThat(cli.exitCode()).isEqualTo(6);
        assertThat(cli.out()).isEqualTo("3\n");
        assertThat(cli.err()).contains("warning: the result is not complete");
    }

    @Test
    void run_beyondItsTimeout_exitsWith6() {
        cli.run("run", "steps", "--from", "0", "--to", "100000", "--nap", "5", "--timeout", "50ms");

        assertThat(cli.exitCode()).isEqualTo(6);
        assertThat(cli.err()).contains("timed out, ").contains(" of 100000 items)");
    }

    @Test
    void run_interrupted_cancelsTheJobAndSaysWhatWasComputed() throws InterruptedException {
        Thread thread = new Thread(() -> cli.run("run", "steps", "--from", "0", "--to", "100000", "--nap", "5"));
        thread.start();
        await().until(() -> cli.jobs().submitted() == 1);
        cli.interrupt();
        thread.join(20_000);

        assertThat(cli.exitCode()).isEqualTo(130);
        assertThat(cli.err()).contains("cancelled, ").contains("was computed");
        assertThat(cli.nodes().log()).endsWith("closed");
    }

    @Test
    void run_withData_keepsTheJobAndSaysHowToComeBack() {
        cli.run("run", "steps", "--from", "0", "--to", "3", "--data", folder.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("3\n");
        assertThat(cli.err())
                .contains("job job-1 is kept: if this ends before it does, `rangefold run --data " + folder
                        + " --resume job-1` goes on with it");
        assertThat(cli.nodes().log().get(0)).endsWith("data=" + folder);
        cli.run("run", "steps", "--from", "0", "--to", "3", "--data", "none");
        assertThat(cli.err()).doesNotContain("is kept");
    }

    @Test
    void run_withData_neverShowsItsPassword() {
        cli.run("run", "echo", "1", "--data", "postgresql://me:se:cr@et@db/jobs?password=secret&a=b");

        assertThat(cli.nodes().log().get(0)).contains("se:cr@et").contains("password=secret");
        assertThat(cli.err())
                .contains("--data postgresql://me:***@db/jobs?password=***&a=b --resume")
                .doesNotContain("cr@et")
                .doesNotContain("secret");
    }

    @Test
    void run_withData_interrupted_leavesTheJobAsItIs() throws InterruptedException {
        Thread thread = new Thread(() ->
                cli.run("run", "steps", "--from", "0", "--to", "100000", "--nap", "5", "--data", folder.toString()));
        thread.start();
        await().until(() -> cli.jobs().submitted() == 1);
        cli.interrupt();
        thread.join(20_000);

        assertThat(cli.exitCode()).isEqualTo(130);
        assertThat(cli.err())
                .contains("job job-1 is kept: `rangefold run --data " + folder + " --resume job-1` goes on with it")
                .doesNotContain("cancelled");
        assertThat(cli.nodes().log()).endsWith("closed");
        assertThat(cli.jobs().find(cli.jobs().newest()).toCompletableFuture().join())
                .hasValueSatisfying(job -> assertThat(job.state().isTerminal()).isFalse());
    }

    @Test
    void resume_goesOnAndReportsAsRunDoes() throws IOException {
        JobId id = submitted("steps", Map.of("from", "0", "to", "40", "nap", "5"));
        cli.jobs().pause(id);

        cli.run("run", "--data", folder.toString(), "--resume", id.value(), "--output", "json");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.document().path("result").path("sum").asText()).isEqualTo("780");
        assertThat(cli.jobs().submitted()).isEqualTo(1);
        assertThat(cli.nodes().log().get(0)).endsWith("data=" + folder);
    }

    @Test
    void resume_ofUnknownJob_exitsWith3_andOfEndedOneWith2() {
        JobId id = submitted("steps", Map.of("from", "0", "to", "3"));
        await().until(() -> cli.jobs()
                .find(id)
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .state()
                .isTerminal());

        cli.run("run", "--data", folder.toString(), "--resume", "nope", "--output", "json");
        assertThat(cli.exitCode()).isEqualTo(3);
        assertThat(cli.document().path("error").path("code").asText()).isEqualTo("no-such-job");
        cli.run("run", "--data", folder.toString(), "--resume", id.value());
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("has ended: it is SUCCEEDED").contains("where: --resume");
        assertThat(cli.nodes().log()).endsWith("closed");
    }

    private JobId submitted(String kind, Map<String, String> options) {
        JobRequest request = new JobRequest(kind, Arguments.ofOptions(options), JobOptions.DEFAULT);
        return cli.jobs().submit(request).toCompletableFuture().join().id();
    }

    @Test
    void run_besideUnfinishedJobs_saysThatTheyGoOn() {
        submitted("steps", Map.of("from", "0", "to", "100000", "nap", "5"));
        cli.run("run", "echo", "1", "--data", folder.toString());

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).contains("1 unfinished job in " + folder + " will go on meanwhile");
    }

    @Test
    void run_withResults_writesTheElementsToTheFile() throws IOException {
        Path file = folder.resolve("words.jsonl");
        cli.run("run", "echo", "7", "-8", "nine", "--results", file.toString(), "--output", "json");

        assertThat(cli.exitCode()).isZero();
        assertThat(file).hasContent("\"7\"\n\"-8\"\n\"nine\"\n");
        assertThat(cli.document().path("result").path("file").asText()).isEqualTo(file.toString());
        assertThat(cli.document().path("result").path("count").asInt()).isEqualTo(3);
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void run_withResultsForHumans_writesNothingToStandardOutput() {
        cli.run("run", "echo", "7", "--results", folder.resolve("words").toString());

        assertThat(cli.out()).isEmpty();
        assertThat(cli.err()).contains("1 words written to ");
    }

    @Test
    void run_withResultsThatCanNotBeWritten_startsNothing() {
        cli.run("run", "echo", "7", "--results", folder.resolve("no/such/file").toString());

        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("its folder does not exist").contains("where: --results");
        assertThat(cli.nodes().log()).isEmpty();
    }

    @Test
    void run_withInputFile_readsIt() throws IOException {
        Path file = Files.writeString(folder.resolve("in.txt"), "\ufeffa\nb\n");
        cli.run("run", "echo", "--input", file.toString());

        assertThat(cli.out()).isEqualTo("a\nb\n");
    }

    @Test
    void run_whoseOutputCanNotBeWritten_exitsWith1() {
        cli.writingTo(new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("No space left on device");
                    }
                })
                .run("run", "steps", "--from", "0", "--to", "2");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).contains("standard output can't be written: No space left on device");
    }

    @Test
    void run_whoseReaderHasGone_saysNothing() {
        cli.writingTo(new OutputStream() {
                    @Override
                    public void write(int value) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                })
                .run("run", "steps", "--from", "0", "--to", "2", "--quiet");

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).isEmpty();
    }

    @Test
    void run_onTerminal_drawsABarAndRemovesIt() {
        cli.onTerminal().run("run", "steps", "--from", "0", "--to", "150", "--nap", "10");

        assertThat(cli.err()).contains("[#").contains(" items/s, 1 slot, ").contains("\r\u001b[K");
        assertThat(cli.out()).isEqualTo("11175\n");
    }

    @Test
    void report_isAPageOfTheJob_writtenAtItsEnd() throws IOException {
        Path page = folder.resolve("report.html");

        cli.run("run", "steps", "--from", "0", "--to", "4", "--name", "four", "--report", page.toString());

        assertThat(cli.exitCode()).as(cli.err()).isZero();
        assertThat(cli.out()).isEqualTo("6\n");
        assertThat(page).content().contains("rangefold.report/1").contains("\"name\":\"four\"");
        assertThat(cli.nodes().log()).endsWith("closed");
    }

    @Test
    void report_thatCantBeWritten_orOfManyJobs_isRefusedBeforeAnythingStarts() {
        cli.run("run", "steps", "--from", "0", "--to", "4", "--report", "/nonexistent/report.html");
        assertThat(cli.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.err()).contains("where: --report");

        cli.run("run", "--resume", "x", "--data", "/tmp/x", "--report", "r.html");
        assertThat(cli.exitCode()).isEqualTo(ExitCode.USAGE);
        assertThat(cli.nodes().log()).isEmpty();
    }
}
