package io.rangefold.cli.process;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers that are killed, end, or come while jobs run. */
@Tag("process")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LossIT {
    @TempDir
    private Path folder;

    private TestCluster cluster;
    private List<NodeProcess> workers;

    @BeforeAll
    void startCoordinator() {
        cluster = TestCluster.start("10s");
    }

    @BeforeEach
    void haveThreeWorkers() {
        workers = cluster.haveWorkers(3);
    }

    /** Once every worker computes, and has committed something. */
    private TwoJobs beginTwoJobs() {
        TwoJobs jobs = TwoJobs.begin(cluster, folder);
        for (NodeProcess worker : workers) {
            awaitCommit(worker);
        }
        return jobs;
    }

    private JsonNode awaitCommit(NodeProcess worker) {
        return await(worker + " commits")
                .atMost(PATIENCE)
                .until(
                        () -> cluster.view(worker),
                        view -> view.filter(v -> v.path("committed").asLong() > 0)
                                .isPresent())
                .orElseThrow();
    }

    private String idOf(NodeProcess worker) {
        return cluster.view(worker).orElseThrow().path("id").asText();
    }

    private void awaitLost(NodeProcess worker) {
        cluster.coordinator().awaitErr("worker " + worker.name() + " lost");
        assertThat(cluster.view(worker)).isEmpty();
    }

    @Test
    void oneWorkerIsKilled_itsRangesAreComputedByOthers() {
        TwoJobs jobs = beginTwoJobs();
        String victim = idOf(workers.get(0));
        workers.get(0).signal("KILL");
        awaitLost(workers.get(0));
        jobs.assertExact();
        assertThat(jobs.takenFrom(victim)).isNotEmpty();
    }

    @Test
    void twoOfThreeWorkersAreKilled_theThirdComputesAll() {
        TwoJobs jobs = beginTwoJobs();
        List<String> victims = List.of(idOf(workers.get(0)), idOf(workers.get(1)));
        workers.get(0).signal("KILL");
        workers.get(1).signal("KILL");
        awaitLost(workers.get(0));
        awaitLost(workers.get(1));
        jobs.assertExact();
        assertThat(victims)
                .allSatisfy(victim -> assertThat(jobs.takenFrom(victim)).isNotEmpty());
    }

    @Test
    void allWorkersAreKilled_aNewOneFinishesTheJobs() {
        TwoJobs jobs = beginTwoJobs();
        workers.forEach(worker -> worker.signal("KILL"));
        workers.forEach(this::awaitLost);
        cluster.addWorker();
        jobs.assertExact();
    }

    @Test
    void workerIsTerminated_itDrainsAndNothingIsComputedTwice() {
        TwoJobs jobs = beginTwoJobs();
        String leaving = idOf(workers.get(0));
        workers.get(0).signal("TERM");
        assertThat(workers.get(0).awaitExit()).isEqualTo(143);
        cluster.coordinator().awaitErr("worker " + workers.get(0).name() + " left");
        assertThat(cluster.view(workers.get(0))).isEmpty();
        jobs.assertExact();
        assertThat(jobs.takenFrom(leaving)).isEmpty();
    }

    @Test
    void workerIsDrainedByCommand_itLeavesAndNothingIsComputedTwice() {
        TwoJobs jobs = beginTwoJobs();
        String leaving = idOf(workers.get(1));
        assertThat(cluster.commands().run("drain", workers.get(1).name()).exitCode())
                .isZero();
        assertThat(workers.get(1).awaitExit()).isZero();
        cluster.coordinator().awaitErr("worker " + workers.get(1).name() + " left");
        jobs.assertExact();
        assertThat(jobs.takenFrom(leaving)).isEmpty();
    }

    @Test
    void workerComesLate_itGetsItsShare() {
        String trial = cluster.submit("trial", "--items", "20000", "--micros", "2000");
        TwoJobs jobs = beginTwoJobs();
        long start = System.nanoTime();
        NodeProcess late = cluster.addWorker();
        late.awaitErr("registered with the coordinator");
        long registered = System.nanoTime();
        JsonNode view = awaitCommit(late);
        System.out.printf(
                "late worker: registered %d ms after its start, first commit seen %d ms after that%n",
                (registered - start) / 1_000_000, (System.nanoTime() - registered) / 1_000_000);
        assertThat(view.path("committed").asLong()).isPositive();
        jobs.assertExact();
        JsonNode ended = cluster.awaitEnd(trial);
        assertThat(ended.path("result").path("sum").asText()).isEqualTo("199990000");
        cluster.assertRedispatchedIsTrue(ended);
    }
}
