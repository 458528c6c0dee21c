package io.rangefold.cli.process;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.cli.process.CommandLine.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commands as processes: how they end, and what they say then. */
@Tag("process")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandsIT {
    private static final List<String> LONG_TRIAL = List.of("trial", "--items", "1000000", "--micros", "1000");

    private TestCluster cluster;

    @BeforeAll
    void startCluster() {
        cluster = TestCluster.start("10s");
        cluster.haveWorkers(1);
    }

    private static NodeProcess start(Map<String, String> variables, String command, List<String> more) {
        return NodeProcess.start(
                variables, Stream.concat(Stream.of(command), more.stream()).toList());
    }

    @Test
    void run_isInterrupted_saysWhatWasComputedAndExitsWith130() {
        NodeProcess run = start(Map.of(), "run", LONG_TRIAL);
        run.awaitErr("\\d %, .* items/s");
        run.signal("INT");
        assertThat(run.awaitExit()).isEqualTo(130);
        run.awaitErr("cancelled.* was computed \\(\\d+ of 1000000 items\\)");
    }

    @Test
    void submitWait_isInterrupted_detachesAndTellsHowToComeBack() {
        NodeProcess submit = NodeProcess.start(
                Map.of("RANGEFOLD_API", cluster.api()),
                List.of("submit", "trial", "--items", "1000000", "--micros", "1000", "--name", "left-alone", "--wait"));
        String id = await("the job runs")
                .atMost(PATIENCE)
                .until(() -> cluster.findRunning("left-alone"), Optional::isPresent)
                .orElseThrow();
        cluster.awaitProgress(id);
        submit.signal("INT");
        assertThat(submit.awaitExit()).isEqualTo(130);
        submit.awaitErr("job " + id + " goes on: `rangefold watch " + id + "`");
        assertThat(cluster.job(id).path("state").asText()).isEqualTo("RUNNING");
        assertThat(cluster.commands().run("cancel", id).exitCode()).isZero();
        assertThat(cluster.awaitEnd(id).path("state").asText()).isEqualTo("CANCELLED");
    }

    @Test
    void runWithWorkers_isARealClusterThatLeavesNothingBehind() {
        NodeProcess run = start(
                Map.of(),
                "run",
                List.of("trial", "--items", "2000", "--micros", "1000", "--workers", "2", "--output", "json"));
        await("workers are there").atMost(PATIENCE).until(() -> run.children().size() == 2);
        List<ProcessHandle> workers = run.children();
        assertThat(run.awaitExit()).as(run.tail()).isZero();
        JsonNode job = CommandLine.parse(String.join("\n", run.out()));
        assertThat(job.path("result").path("sum").asText()).isEqualTo("1999000");
        assertThat(job.path("execution").path("workers").asInt()).isEqualTo(2);
        assertThat(workers).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void runWithWorkers_isKilled_itsWorkersEndToo() {
        NodeProcess run =
                start(Map.of(), "run", List.of("trial", "--items", "1000000", "--micros", "1000", "--workers", "2"));
        await("workers are there").atMost(PATIENCE).until(() -> run.children().size() == 2);
        List<ProcessHandle> workers = run.children();
        run.awaitErr("\\d %, .* items/s");
        run.signal("KILL");
        run.awaitExit();
        await("workers end").atMost(PATIENCE).until(() -> workers.stream().noneMatch(ProcessHandle::isAlive));
    }

    @Test
    void coordinator_onPortsInUse_saysWhichAndEnds() {
        String port = cluster.join().substring(cluster.join().lastIndexOf(':') + 1);
        String apiPort = cluster.api().substring(cluster.api().lastIndexOf(':') + 1);
        NodeProcess sameClusterPort =
                start(Map.of(), "coordinator", List.of("--port", port, "--node-port", "0", "--api-port", "0"));
        NodeProcess sameApiPort =
                start(Map.of(), "coordinator", List.of("--port", "0", "--node-port", "0", "--api-port", apiPort));
        NodeProcess sameNodePort =
                start(Map.of(), "coordinator", List.of("--port", "0", "--node-port", apiPort, "--api-port", "0"));
        NodeProcess sameWorkerPort = start(Map.of(), "worker", List.of("--join", cluster.join(), "--port", port));
        assertInUse(sameClusterPort, port, "--port");
        assertInUse(sameApiPort, apiPort, "--api-port");
        assertInUse(sameNodePort, apiPort, "--node-port");
        assertInUse(sameWorkerPort, port, "--port");
    }

    private static void assertInUse(NodeProcess process, String port, String option) {
        assertThat(process.awaitExit()).as(process.tail()).isEqualTo(1);
        assertThat(String.join("\n", process.err()))
                .contains("can't listen")
                .contains(port)
                .contains("in use")
                .contains(option)
                .doesNotContain("\tat ");
    }

    @Test
    void clientCommands_withoutCoordinator_exitWith5() {
        CommandLine lost = new CommandLine("http://127.0.0.1:" + TestCluster.freePort());
        for (String[] words : new String[][] {
            {"jobs"}, {"workers"}, {"job", "x"}, {"submit", "trial", "--items", "1"}, {"cancel", "x"}
        }) {
            Outcome outcome = lost.json(words);
            assertThat(outcome.exitCode()).as(words[0]).isEqualTo(5);
            assertThat(outcome.err()).contains("can't be reached").contains("rangefold coordinator");
            assertThat(outcome.document().path("schema").asText()).isEqualTo("rangefold.error/1");
        }
    }

    @Test
    void unknownJobsAndWorkers_exitWith3() {
        for (String command : List.of("job", "watch", "result", "cancel", "pause", "resume", "explain", "drain")) {
            Outcome outcome = cluster.commands().run(command, "nobody");
            assertThat(outcome.exitCode()).as(command + ": " + outcome.err()).isEqualTo(3);
            assertThat(outcome.err()).contains("nobody");
        }
    }

    @Test
    void nodes_beyondLoopbackWithoutInsecure_areRefused() {
        CommandLine commands = cluster.commands();
        for (String[] words : new String[][] {
            {"coordinator", "--bind", "0.0.0.0", "--port", "0", "--node-port", "0", "--api-port", "0"},
            {"coordinator", "--api-bind", "0.0.0.0", "--port", "0", "--node-port", "0", "--api-port", "0"},
            {"worker", "--join", cluster.join(), "--bind", "0.0.0.0"},
            {"worker", "--join", "192.0.2.1:25520"}
        }) {
            Outcome outcome = commands.run(words);
            assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(2);
            assertThat(outcome.err()).contains("is not loopback").contains("--insecure");
        }
    }
}
