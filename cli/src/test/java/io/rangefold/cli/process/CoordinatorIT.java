package io.rangefold.cli.process;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Coordinators that come late, end, or come again. */
@Tag("process")
@ExtendWith(Processes.class)
class CoordinatorIT {
    private static final String REGISTERED = "registered with the coordinator";

    private final String port = TestCluster.freePort();
    private final String nodePort = TestCluster.freePort();
    private final String apiPort = TestCluster.freePort();
    private List<NodeProcess> workers;

    @BeforeEach
    void startWorkersBeforeTheirCoordinator() {
        workers = List.of(
                TestCluster.worker("127.0.0.1:" + port, "early-1", 1),
                TestCluster.worker("127.0.0.1:" + port, "early-2", 1));
        workers.forEach(worker -> worker.awaitErr("is up with 1 slot"));
    }

    @AfterEach
    void endAll() {
        Processes.closeAll();
    }

    private TestCluster startCoordinator() {
        return TestCluster.start("10s", port, nodePort, apiPort);
    }

    private void awaitRegistrations(int count) {
        workers.forEach(worker -> await(worker + " registers")
                .atMost(PATIENCE)
                .until(() -> worker.err().stream()
                                .filter(line -> line.contains(REGISTERED))
                                .count()
                        >= count));
    }

    private static void assertComputes(TestCluster cluster) {
        JsonNode ended = cluster.awaitEnd(cluster.submit("trial", "--items", "1000", "--micros", "1000"));
        assertThat(ended.path("result").path("sum").asText()).isEqualTo("499500");
        assertThat(ended.path("execution").path("workers").asInt()).isEqualTo(2);
    }

    @Test
    void coordinatorIsKilledAndStartedAgain_workersJoinByThemselvesAndComputeForIt() {
        TestCluster first = startCoordinator();
        awaitRegistrations(1);
        assertComputes(first);
        String lost = first.submit("trial", "--items", "100000", "--micros", "10000");
        first.awaitProgress(lost);

        first.coordinator().signal("KILL");
        first.coordinator().awaitExit();
        TestCluster second = startCoordinator();
        awaitRegistrations(2);
        assertThat(second.commands().run("job", lost).exitCode()).isEqualTo(3);
        assertComputes(second);

        second.coordinator().signal("KILL");
        second.coordinator().awaitExit();
        workers.forEach(worker -> worker.awaitErr("the cluster node has ended: starting another one"));
        TestCluster third = startCoordinator();
        awaitRegistrations(3);
        assertComputes(third);
    }

    @Test
    void coordinatorIsTerminated_itSaysWhatIsLost() {
        TestCluster cluster = startCoordinator();
        awaitRegistrations(1);
        String id = cluster.submit("trial", "--items", "100000", "--micros", "10000", "--name", "dear-to-me");
        cluster.awaitProgress(id);
        cluster.coordinator().signal("TERM");
        assertThat(cluster.coordinator().awaitExit()).isEqualTo(143);
        assertThat(cluster.coordinator().err())
                .anyMatch(line -> line.contains("these are lost"))
                .anyMatch(line -> line.contains(id) && line.contains("dear-to-me") && line.contains("RUNNING"));
        assertThat(workers).allMatch(NodeProcess::isAlive);
    }
}
