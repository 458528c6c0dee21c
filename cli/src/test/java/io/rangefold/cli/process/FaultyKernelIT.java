package io.rangefold.cli.process;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kernels that throw, or end their process, while other jobs run beside them. */
@Tag("process")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultyKernelIT {
    @TempDir
    private Path folder;

    private TestCluster cluster;

    @BeforeAll
    void startCoordinator() {
        cluster = TestCluster.start("10s");
    }

    @BeforeEach
    void haveThreeWorkers() {
        cluster.haveWorkers(3);
    }

    private long strikes(String id) {
        return cluster.pendingAgain(id).stream()
                .filter(line -> line.contains("is struck"))
                .count();
    }

    @Test
    void kernelThrowsEachTime_jobFailsWithRangeAndErrorWhileOthersSucceed() {
        TwoJobs jobs = TwoJobs.begin(cluster, folder);
        String id = cluster.submit("trial", "--items", "10000", "--micros", "100", "--fault", "throw", "--at", "7777");
        JsonNode failed = cluster.awaitEnd(id);
        assertThat(cluster.commands().run("result", id).exitCode()).isEqualTo(1);
        assertThat(failed.path("state").asText()).isEqualTo("FAILED");
        assertThat(failed.path("error").path("message").asText())
                .contains("failed 3 times")
                .contains("IllegalStateException: index 7777 is struck");
        Ranges.assertNames(failed.path("error").path("where").asText(), 7777);
        assertThat(strikes(id)).as("the third failure is the last").isEqualTo(2);
        cluster.assertRedispatchedIsTrue(failed);
        jobs.assertExact();
    }

    @Test
    void kernelThrowsTwice_thirdAttemptSucceeds() {
        TwoJobs jobs = TwoJobs.begin(cluster, folder);
        String tally = folder.resolve("thrown").toString();
        String id = cluster.submit(
                "trial", "--items", "10000", "--fault", "throw", "--at", "77", "--times", "2", "--tally", tally);
        JsonNode ended = cluster.awaitEnd(id);
        assertThat(ended.path("state").asText()).as("%s", ended).isEqualTo("SUCCEEDED");
        assertThat(ended.path("result").path("sum").asText()).isEqualTo("49995000");
        assertThat(strikes(id)).isEqualTo(2);
        cluster.assertRedispatchedIsTrue(ended);
        jobs.assertExact();
    }

    @Test
    void kernelEndsItsProcess_rangeIsFoundAndBlamedAlone() throws IOException {
        TwoJobs jobs = TwoJobs.begin(cluster, folder);
        Path tally = folder.resolve("halted");
        String id = cluster.submit(
                "trial",
                "--items",
                "4000",
                "--micros",
                "500",
                "--fault",
                "halt",
                "--at",
                "3100",
                "--tally",
                tally.toString());
        await("the range that ends processes is found")
                .atMost(PATIENCE.multipliedBy(2))
                .until(() -> {
                    cluster.replaceDead(3);
                    return !Set.of("QUEUED", "RUNNING")
                            .contains(cluster.job(id).path("state").asText());
                });
        JsonNode failed = cluster.awaitEnd(id);
        assertThat(failed.path("state").asText()).isEqualTo("FAILED");
        assertThat(failed.path("error").path("code").asText()).isEqualTo("range-kills-workers");
        assertThat(failed.path("error").path("message").asText()).contains("3 times");
        Ranges.assertNames(failed.path("error").path("where").asText(), 3100);
        cluster.assertRedispatchedIsTrue(failed);
        System.out.println("processes ended until the range was found: " + Files.size(tally));
        cluster.replaceDead(3);
        jobs.assertExact();
    }
}
