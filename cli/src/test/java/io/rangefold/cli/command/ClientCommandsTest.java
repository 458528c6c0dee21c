package io.rangefold.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rangefold.cli.fake.CommandLineTester;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.ApiStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that speak with a coordinator, over HTTP. */
class ClientCommandsTest {
    private final CommandLineTester cli = new CommandLineTester();
    private ApiServer server;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws ApiStartException {
        server = ApiServer.start(cli.jobs(), cli.kinds(), ApiSettings.loopback(0));
        cli.with("RANGEFOLD_API", "http://127.0.0.1:" + server.port() + "/");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String submitSlow() {
        cli.run("submit", "steps", "--from", "0", "--to", "100000", "--nap", "5");
        assertThat(cli.exitCode()).isZero();
        return cli.out().strip();
    }

    @Test
    void submit_printsTheId() {
        cli.run("submit", "steps", "--from", "0", "--to", "3");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("job-1\n");
    }

    @Test
    void submit_asJson_printsTheDocument() {
        cli.run(
                "submit",
                "steps",
                "--from",
                "0",
                "--to",
                "3",
                "--output",
                "json",
                "--name",
                "n",
                "--priority",
                "3",
                "--max-slots",
                "2",
                "--timeout",
                "5m",
                "--max-attempts",
                "4",
                "--verify",
                "audit=2.5");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.document().path("schema").asText()).isEqualTo("rangefold.job/1");
        assertThat(cli.document().path("priority").asInt()).isEqualTo(3);
        assertThat(cli.document().path("result").isNull()).isTrue();
    }

    @Test
    void submitAndWait_printsWhatRunPrints() {
        cli.run("submit", "steps", "--from", "0", "--to", "100", "--nap", "2", "--wait");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("4950\n");
        assertThat(cli.err()).contains("verified by closed-form");

        cli.run("submit", "steps", "--from", "0", "--to", "3", "--wait", "--output", "json");
        assertThat(cli.document().path("result").path("sum").asText()).isEqualTo("3");

        cli.run("submit", "steps", "--from", "0", "--to", "3", "--fail-at", "1", "--wait");
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).contains("it fails at 1");
    }

    @Test
    void submitAndWait_interrupted_onlyDetaches() throws InterruptedException {
        Thread thread =
                new Thread(() -> cli.run("submit", "steps", "--from", "0", "--to", "100000", "--nap", "5", "--wait"));
        thread.start();
        await().until(() -> cli.jobs().submitted() == 1);
        cli.interrupt();
        thread.join(20_000);

        assertThat(cli.exitCode()).isEqualTo(130);
        assertThat(cli.err()).contains("job job-1 goes on: `rangefold watch job-1` follows it");
        assertThat(cli.run("job", "job-1").out()).contains("RUNNING");
    }

    @Test
    void submitAndWait_withResults_writesTheFile() {
        Path file = folder.resolve("words.jsonl");
        cli.run("submit", "echo", "7", "eight", "--wait", "--results", file.toString(), "--output", "json");

        assertThat(cli.exitCode()).isZero();
        assertThat(file).hasContent("\"7\"\n\"eight\"\n");
        assertThat(cli.document().path("result").path("count").asInt()).isEqualTo(2);
    }

    @Test
    void submitJobs_printsALineEach() throws IOException {
        Path file = Files.writeString(folder.resolve("jobs"), "steps --from 0 --to 3\necho a b\n");
        cli.run("submit", "--jobs", file.toString());
        assertThat(cli.documents()).hasSize(2);

        cli.run("submit", "--jobs", file.toString(), "--wait");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.documents().get(0).path("result").path("sum").asText()).isEqualTo("3");
        assertThat(cli.documents().get(1).path("result").path("words").size()).isEqualTo(2);
    }

    @Test
    void manyJobs_areWaitedFor() throws IOException {
        Path file = Files.writeString(folder.resolve("jobs"), "steps --from 0 --to 3\n".repeat(100));
        cli.run("submit", "--jobs", file.toString(), "--wait");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.documents())
                .hasSize(100)
                .allSatisfy(job ->
                        assertThat(job.path("result").path("sum").asText()).isEqualTo("3"));
    }

    @Test
    void jobs_areListedNewestFirst() {
        cli.run("submit", "echo", "1", "--name", "first");
        cli.run("submit", "echo", "2", "--name", "second");

        assertThat(cli.run("jobs").out()).containsSubsequence("ID", "job-2", "second", "job-1", "first");
        cli.run("jobs", "--output", "json");
        assertThat(cli.document().path("schema").asText()).isEqualTo("rangefold.jobs/1");
        assertThat(cli.document().path("jobs").path(0).path("name").asText()).isEqualTo("second");
        assertThat(cli.document().path("jobs").path(0).has("result")).isFalse();
    }

    @Test
    void jobs_areFilteredAndPaged() {
        for (String name : new String[] {"one", "two", "three"}) {
            cli.run("submit", "echo", "1", "--name", name, "--wait");
        }

        cli.run("jobs", "--limit", "2", "--state", "SUCCEEDED,failed", "--kind", "echo");
        assertThat(cli.out()).contains("three", "two").doesNotContain("one");
        assertThat(cli.err()).contains("there may be more: `rangefold jobs --before job-2`");
        cli.run("jobs", "--limit", "2", "--before", "job-2");
        assertThat(cli.out()).contains("one").doesNotContain("two");
        assertThat(cli.err()).isEmpty();
        cli.run("jobs", "--name", "e", "--limit", "1", "--output", "json");
        assertThat(cli.document().path("jobs").path(0).path("name").asText()).isEqualTo("three");
        assertThat(cli.document().path("next").asText()).isEqualTo("job-3");
        cli.run("jobs", "--state", "PAUSED", "--output", "json");
        assertThat(cli.document().path("next").isNull()).isTrue();
    }

    @Test
    void history_saysWhatHappened() {
        cli.run("submit", "steps", "--from", "0", "--to", "3", "--wait");

        assertThat(cli.run("history", "job-1").out())
                .containsSubsequence("NUMBER", "SUBMITTED", "STARTED", "w1", "[0, 3)", "FINISHED", "SUCCEEDED");
        cli.run("history", "job-1", "--output", "json", "--limit", "2");
        assertThat(cli.document().path("schema").asText()).isEqualTo("rangefold.history/1");
        assertThat(cli.document().path("events")).hasSize(2);
        String next = cli.document().path("next").asText();
        assertThat(cli.run("history", "job-1", "--limit", "2").err())
                .contains("`rangefold history job-1 --after " + next + "`");
        assertThat(cli.run("history", "job-1", "--after", next).out())
                .contains("FINISHED")
                .doesNotContain("STARTED");
    }

    @Test
    void prune_saysHowManyJobsAreForgotten() {
        cli.run("submit", "echo", "1", "--wait");

        assertThat(cli.run("prune", "--older-than", "30d").out()).isEqualTo("0 jobs forgotten\n");
        await().until(() -> cli.run("prune", "--older-than", "1ms").out().equals("1 job forgotten\n"));
        cli.run("prune", "--older-than", "1s", "--output", "json");
        assertThat(cli.document().path("schema").asText()).isEqualTo("rangefold.prune/1");
        assertThat(cli.document().path("jobs").asInt()).isZero();
        assertThat(cli.run("job", "job-1").exitCode()).isEqualTo(3);
    }

    @Test
    void submit_withAKey_makesOneJobOfIt() {
        cli.run("submit", "echo", "1", "--idempotency-key", "k 1");
        cli.run("submit", "echo", "1", "--idempotency-key", "k 1", "--wait");
        assertThat(cli.out()).isEqualTo("1\n");
        assertThat(cli.jobs().submitted()).isEqualTo(1);
        assertThat(cli.run("job", "job-1").out()).contains("k 1");

        cli.run("submit", "steps", "--from", "0", "--to", "3", "--idempotency-key", "k 1");
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err())
                .contains("the idempotency key \"k 1\" is that of another job, job-1")
                .contains("where: --idempotency-key");
        cli.run("submit", "echo", "1");
        assertThat(cli.run("submit", "echo", "1").out()).isEqualTo("job-3\n");
    }

    @Test
    void job_isShown() {
        cli.run("submit", "steps", "--from", "0", "--to", "3", "--wait");

        assertThat(cli.run("job", "job-1").out()).contains("SUCCEEDED").contains("VERIFIED closed-form");
        cli.run("job", "job-1", "--output", "json");
        assertThat(cli.document().path("result").path("sum").asText()).isEqualTo("3");
    }

    @Test
    void result_exitsWithTheJobsCode() {
        cli.run("submit", "steps", "--from", "0", "--to", "3", "--partly", "--wait");
        cli.run("result", "job-1");
        assertThat(cli.exitCode()).isEqualTo(6);
        assertThat(cli.out()).isEqualTo("3\n");

        String id = submitSlow();
        cli.run("result", id, "--output", "json");
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.document().path("result").isNull()).isTrue();
        assertThat(cli.err()).contains("has no result yet");
    }

    @Test
    void result_canBeWrittenToAFile() {
        Path file = folder.resolve("out");
        cli.run("submit", "echo", "a", "b", "--wait");
        cli.run("result", "job-1", "--results", file.toString());
        assertThat(cli.exitCode()).isZero();
        assertThat(file).hasContent("\"a\"\n\"b\"\n");

        cli.run("submit", "steps", "--from", "0", "--to", "3", "--wait");
        cli.run("result", "job-2", "--results", file.toString());
        assertThat(cli.exitCode()).isEqualTo(2);
        assertThat(cli.err()).contains("is no list");
    }

    @Test
    void watch_printsADocumentALineToTheEnd() {
        cli.run("submit", "steps", "--from", "0", "--to", "60", "--nap", "5");
        cli.run("watch", "job-1", "--output", "json");

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.documents()).hasSizeGreaterThan(1);
        var last = cli.documents().get(cli.documents().size() - 1);
        assertThat(last.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(last.path("result").path("sum").asText()).isEqualTo("1770");

        assertThat(cli.run("watch", "job-1").out()).isEqualTo("job-1 SUCCEEDED\n");
    }

    @Test
    void watch_interrupted_detaches() throws InterruptedException {
        String id = submitSlow();
        Thread thread = new Thread(() -> cli.run("watch", id));
        thread.start();
        await().until(() -> cli.out().contains("RUNNING"));
        cli.interrupt();
        thread.join(20_000);

        assertThat(cli.exitCode()).isEqualTo(130);
        assertThat(cli.err()).contains("goes on");
    }

    @Test
    void job_isPausedResumedAndCancelled() {
        String id = submitSlow();

        assertThat(cli.run("pause", id).out()).isEqualTo(id + " PAUSED\n");
        assertThat(cli.run("resume", id).out()).isEqualTo(id + " RUNNING\n");
        cli.run("cancel", id, "--output", "json");
        assertThat(cli.document().path("state").asText()).isEqualTo("CANCELLED");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.run("cancel", id).exitCode()).isZero();
        assertThat(cli.run("pause", id).exitCode()).isEqualTo(1);
        assertThat(cli.run("watch", id).exitCode()).isEqualTo(1);
    }

    @Test
    void job_isGivenAnotherPriority() {
        String id = submitSlow();

        assertThat(cli.run("priority", id, "7").out()).isEqualTo(id + " RUNNING, priority 7\n");
        cli.run("priority", id, "-3", "--output", "json");
        assertThat(cli.document().path("priority").asInt()).isEqualTo(-3);
        for (String wrong : new String[] {"11", "high", "1.5"}) {
            cli.run("priority", id, wrong);
            assertThat(cli.exitCode()).as(wrong).isEqualTo(2);
            assertThat(cli.err()).contains("give a whole number from -10 to 10").contains("where: N");
        }
        assertThat(cli.run("priority", id).exitCode()).isEqualTo(2);
        assertThat(cli.run("priority", "nope", "1").exitCode()).isEqualTo(3);
        cli.run("cancel", id);
        assertThat(cli.run("priority", id, "1").exitCode()).isEqualTo(1);
        assertThat(cli.err()).contains("the job had ended before");
    }

    @Test
    void explain_saysWhoWorksOnWhat() {
        String id = submitSlow();

        assertThat(cli.run("explain", id).out()).contains("it runs").contains("waits for a slot");
        cli.run("explain", id, "--output", "json");
        assertThat(cli.document().path("leases").path(0).path("to").asText()).isEqualTo("9");
    }

    @Test
    void workers_areListedAndDrained() {
        assertThat(cli.run("workers").out()).contains("fake").contains("ACTIVE");
        assertThat(cli.run("drain", "fake").out()).isEqualTo("fake DRAINING\n");
        cli.run("workers", "--output", "json");
        assertThat(cli.document().path("workers").path(0).path("state").asText())
                .isEqualTo("DRAINING");
        cli.run("jobs", "--api", "http://no.such.host.invalid:1");
        assertThat(cli.exitCode()).isEqualTo(5);
        assertThat(cli.err()).contains("can't be reached: there is no such host");
        cli.run("drain", "a/../b c");
        assertThat(cli.exitCode()).isEqualTo(3);
        assertThat(cli.err()).contains("there is no worker");
    }

    @Test
    void unknownJob_exitsWith3() {
        for (String command :
                new String[] {"job", "watch", "result", "cancel", "pause", "resume", "explain", "history"}) {
            for (String id : new String[] {"nope", "../version", "A B"}) {
                cli.run(command, id, "--output", "json");
                assertThat(cli.exitCode()).isEqualTo(3);
                assertThat(cli.err()).contains("there is no job \"" + id + "\"");
                assertThat(cli.document().path("error").path("code").asText()).isEqualTo("no-such-job");
            }
        }
    }

    @Test
    void coordinatorThatIsNotThere_exitsWith5() {
        int port = server.port();
        server.close();
        cli.run("jobs", "--output", "json");

        assertThat(cli.exitCode()).isEqualTo(5);
        assertThat(cli.err())
                .contains("the coordinator at http://127.0.0.1:" + port + " can't be reached")
                .contains("rangefold coordinator");
        assertThat(cli.document().path("error").path("code").asText()).isEqualTo("unreachable");
    }

    @Test
    void coordinatorThatGoesAwayMeanwhile_exitsWith5() throws InterruptedException {
        cli.with("RANGEFOLD_API_PATIENCE", "1s");
        Thread thread =
                new Thread(() -> cli.run("submit", "steps", "--from", "0", "--to", "100000", "--nap", "5", "--wait"));
        thread.start();
        await().until(() -> cli.jobs().submitted() == 1);
        server.close();
        thread.join(30_000);

        assertThat(cli.exitCode()).isEqualTo(5);
        assertThat(cli.err()).contains("can't be reached: nothing listens there; trying again for up to 1 s");
    }

    @Test
    void somethingElseAtThatAddress_exitsWith5() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerOnce(other, "404 Not Found", "<ht>"));
            thread.start();
            cli.run("jobs", "--api", "http://127.0.0.1:" + other.getLocalPort());
            thread.join();
        }
        assertThat(cli.exitCode()).isEqualTo(5);
        assertThat(cli.err()).contains("is no coordinator that this version understands");
    }

    @Test
    void refusalOfTheServer_exitsWith4() throws Exception {
        String document = "{\"type\":\"urn:rangefold:problem:host-not-allowed\",\"code\":\"host-not-allowed\","
                + "\"detail\":\"not here\",\"where\":\"Host header\",\"hint\":\"go there\"}";
        try (ServerSocket other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread thread = new Thread(() -> answerOnce(other, "403 Forbidden", document));
            thread.start();
            cli.run("jobs", "--api", "http://127.0.0.1:" + other.getLocalPort());
            thread.join();
        }
        assertThat(cli.exitCode()).isEqualTo(4);
        assertThat(cli.err())
                .contains("error: not here")
                .contains("where: Host header")
                .contains("hint:  go there");
    }

    @Test
    void resultThatBreaksOff_isNeverTakenForWhole() throws IOException {
        String words = "word\n".repeat(20_000) + "BREAK\n";
        Path file = Files.writeString(folder.resolve("words"), words);
        cli.run("submit", "echo", "--input", file.toString());
        await().until(() -> cli.run("job", "job-1").out().contains("SUCCEEDED"));

        cli.run("result", "job-1");
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).contains("error: ").doesNotContain("not verified");

        Path target = folder.resolve("out");
        cli.run("result", "job-1", "--results", target.toString());
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(target).doesNotExist();

        cli.run("result", "job-1", "--output", "json");
        assertThat(cli.exitCode()).isEqualTo(1);
    }

    private static void answerOnce(ServerSocket server, String status, String body) {
        try (Socket socket = server.accept()) {
            socket.getInputStream().read(new byte[1000]);
            String answer = "HTTP/1.1 " + status + "\r\nContent-Length: " + body.length()
                    + "\r\nConnection: close\r\n\r\n" + body;
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
