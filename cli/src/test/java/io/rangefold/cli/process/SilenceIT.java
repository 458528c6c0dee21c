package io.rangefold.cli.process;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Workers that stop for a while, and kernels that never return, under a short lease time-out. */
@Tag("process")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SilenceIT {
    private static final String REGISTERED = "registered with the coordinator";

    @TempDir
    private Path folder;

    private TestCluster cluster;
    private List<NodeProcess> workers;

    @BeforeAll
    void startCoordinator() {
        cluster = TestCluster.start("2s");
    }

    @BeforeEach
    void haveThreeWorkers() {
        workers = cluster.haveWorkers(3);
    }

    @AfterEach
    void endWorkers() {
        workers.forEach(NodeProcess::close);
    }

    private static long registrations(NodeProcess worker) {
        return worker.err().stream().filter(line -> line.contains(REGISTERED)).count();
    }

    private long lossesOf(NodeProcess worker) {
        return cluster.coordinator().err().stream()
                .filter(line -> line.contains("worker " + worker.name() + " lost"))
                .count();
    }

    private void awaitCommit(NodeProcess worker) {
        await(worker + " commits")
                .atMost(PATIENCE)
                .until(() -> cluster.view(worker)
                        .filter(view -> view.path("committed").asLong() > 0)
                        .isPresent());
    }

    /** Stops a worker while jobs run until a line of the coordinator's log gives it up; it comes back by itself. */
    private void stopAndContinue(NodeProcess worker, String givenUp) {
        String trial = cluster.submit("trial", "--items", "5000", "--micros", "4000");
        TwoJobs jobs = TwoJobs.begin(cluster, folder);
        awaitCommit(worker);
        long registrations = registrations(worker);
        long losses = lossesOf(worker);
        worker.signal("STOP");
        await(worker + " is given up").atMost(PATIENCE).until(() -> lossesOf(worker) > losses);
        cluster.coordinator().awaitErr(givenUp);
        worker.signal("CONT");
        await(worker + " is back").atMost(PATIENCE).until(() -> registrations(worker) > registrations);
        String again = cluster.submit("trial", "--items", "2000", "--micros", "1000");
        awaitCommit(worker);
        jobs.assertExact();
        assertSum(trial, "12497500");
        assertSum(again, "1999000");
    }

    private void assertSum(String id, String sum) {
        JsonNode ended = cluster.awaitEnd(id);
        assertThat(ended.path("result").path("sum").asText()).as("%s", ended).isEqualTo(sum);
        cluster.assertRedispatchedIsTrue(ended);
    }

    @Test
    void workerIsStoppedForLongerThanItsLease_itsLateCommitsAreRefusedAndItComesBack() {
        stopAndContinue(workers.get(0), "worker " + workers.get(0).name() + " lost");
    }

    @Test
    void workerIsStoppedUntilTheClusterRemovesIt_itComesBackAllTheSame() {
        String address =
                cluster.view(workers.get(1)).orElseThrow().path("address").asText();
        stopAndContinue(workers.get(1), "ends the membership of .*" + Pattern.quote(address));
        workers.get(1).awaitErr("the cluster node has ended: starting another one");
    }

    @Test
    void kernelNeverReturns_rangeIsTriedElsewhereThenTheJobFailsWhileOthersGoOn() {
        cluster.addWorker("spare", 2);
        workers = cluster.haveWorkers(4);
        String hung = cluster.submit("trial", "--items", "3000", "--micros", "500", "--fault", "hang", "--at", "1700");
        TwoJobs jobs = TwoJobs.begin(cluster, folder);
        JsonNode failed = cluster.awaitEnd(hung);
        assertThat(failed.path("state").asText()).isEqualTo("FAILED");
        assertThat(failed.path("error").path("code").asText()).isEqualTo("range-failed");
        assertThat(failed.path("error").path("message").asText())
                .contains("failed 3 times")
                .contains("no progress for");
        Ranges.assertNames(failed.path("error").path("where").asText(), 1700);
        cluster.assertRedispatchedIsTrue(failed);
        jobs.assertExact();
    }
}
