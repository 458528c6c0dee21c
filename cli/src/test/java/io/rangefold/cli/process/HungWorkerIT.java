package io.rangefold.cli.process;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A worker whose kernel never returns, and that is alone: only another process in its place can go on. */
@Tag("process")
@ExtendWith(Processes.class)
class HungWorkerIT {
    private static final Pattern REPLACED = Pattern.compile("process (\\d+) takes the place of this one");

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private NodeProcess first;

    @BeforeEach
    void startOneWorker() {
        cluster = TestCluster.start("2s");
        first = NodeProcess.start(
                Map.of(
                        "RANGEFOLD_WORKER_HUNG_AFTER",
                        "5s",
                        "RANGEFOLD_PID_FILE",
                        folder.resolve("worker.pid").toString()),
                List.of("worker", "--join", cluster.join(), "--slots", "2", "--name", "alone"));
    }

    /** They hold the first one's streams open, which its reader waits for. */
    @AfterEach
    void endSuccessors() {
        successors().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private List<Long> successors() {
        return first.err().stream()
                .map(REPLACED::matcher)
                .filter(Matcher::find)
                .map(found -> Long.parseLong(found.group(1)))
                .toList();
    }

    private long awaitSuccessor(int number) {
        await("successor " + number).atMost(PATIENCE).until(() -> successors().size() >= number);
        return successors().get(number - 1);
    }

    @Test
    void kernelNeverReturns_workerIsReplacedUntilTheJobHasFailed_andItsLastSuccessorWorks() throws IOException {
        String hung = cluster.submit("trial", "--items", "3000", "--micros", "500", "--fault", "hang", "--at", "1700");

        long second = awaitSuccessor(1);
        assertThat(first.awaitExitOnly()).isEqualTo(1);
        JsonNode failed = cluster.awaitEnd(hung);
        long third = awaitSuccessor(2);
        await("the second process has ended")
                .atMost(PATIENCE)
                .until(() -> ProcessHandle.of(second).isEmpty());

        assertThat(failed.path("state").asText()).as("%s", failed).isEqualTo("FAILED");
        assertThat(failed.path("error").path("message").asText()).contains("failed 3 times");
        assertThat(Files.readAllLines(folder.resolve("worker.pid"))).first().isEqualTo(String.valueOf(third));
        String again = cluster.submit("trial", "--items", "2000", "--micros", "500");
        assertThat(cluster.awaitEnd(again).path("result").path("sum").asText()).isEqualTo("1999000");
        assertThat(cluster.workerViews()
                        .filter(view -> view.path("state").asText().equals("ACTIVE")))
                .singleElement()
                .satisfies(view -> assertThat(view.path("name").asText()).isEqualTo("alone"));
    }
}
