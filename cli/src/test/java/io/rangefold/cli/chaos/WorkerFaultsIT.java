package io.rangefold.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.cli.chaos.Row.Course;
import io.rangefold.cli.chaos.Row.Played;
import io.rangefold.cli.process.Processes;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the fault matrix: workers, and the kernels in them. */
@Tag("process")
@Tag("chaos")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerFaultsIT {
    private static final int WORKERS = 3;

    private Cluster cluster;

    @BeforeAll
    void start() {
        cluster = new Cluster();
        cluster.startCoordinator(Host.LOOPBACK);
        for (int i = 0; i < WORKERS; i++) {
            cluster.addWorker(Host.LOOPBACK, 2);
        }
        cluster.awaitWhole();
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    private static List<Question> questions() {
        return List.of(Question.rest(25_000, 1_000), Question.primes(3_000_000, 4_000_000));
    }

    private Node any(RandomGenerator random) {
        return cluster.workers().get(random.nextInt(WORKERS));
    }

    Stream<Played> rows() {
        return Row.play(
                new Row(
                        "workers are killed at random times, and started again",
                        "what they had not committed is computed again",
                        List.of(),
                        this::killed),
                new Row(
                        "a worker is stopped for longer than its leases last, and goes on",
                        "its ranges are computed elsewhere; it registers again, its late commits are refused",
                        List.of(),
                        this::stopped),
                new Row("a worker is ten times slower", "the others steal its ranges", List.of(), this::slow),
                new Row(
                        "a kernel asks for more memory than there is",
                        "after three attempts its job fails and names the range; other jobs go on",
                        List.of(),
                        this::hog),
                new Row(
                        "a kernel never returns",
                        "its lease is revoked; after three attempts its job fails and names the range; other jobs go on",
                        List.of(),
                        this::hang),
                new Row(
                        "a worker's kernels get their answers wrong",
                        "an audit and a third worker find it; it gets no more work, its ranges are computed again, the answer is right",
                        List.of(),
                        this::lie));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void row_endsAsExpected(Played row) {
        row.run();
    }

    private void killed(RandomGenerator random) {
        Fault kills = new Repeating(
                () -> {
                    Pause.between(200, 2_000, random);
                    Node victim = any(random);
                    victim.kill();
                    victim.start();
                },
                () -> {});
        Row.during(cluster, kills, 3_000, 6_000, WorkerFaultsIT::questions).run(random);
    }

    private void stopped(RandomGenerator random) {
        Node victim = any(random);
        long losses = cluster.coordinator().count("worker " + victim + " lost");
        during(stopping(victim), 3_000, 5_000).run(random);
        cluster.coordinator().awaitCount("worker " + victim + " lost", losses);
    }

    private static Fault stopping(Node victim) {
        return new Fault() {
            @Override
            public void start() {
                victim.stop();
            }

            @Override
            public void heal() {
                victim.goOn();
            }
        };
    }

    private Course during(Fault fault, int leastMillis, int mostMillis) {
        return Row.during(cluster, fault, leastMillis, mostMillis, WorkerFaultsIT::questions);
    }

    private void slow(RandomGenerator random) {
        Node victim = any(random);
        Fault slow = new Repeating(
                () -> {
                    victim.stop();
                    Pause.between(180, 181, random);
                    victim.goOn();
                    Pause.between(20, 21, random);
                },
                () -> {});
        during(slow, 4_000, 6_000).run(random);
    }

    private void hog(RandomGenerator random) {
        failsAt(random, "hog");
    }

    private void hang(RandomGenerator random) {
        failsAt(random, "hang");
        // Threads can't be ended: these workers are of no use to the next row.
        cluster.workers().forEach(Node::kill);
        cluster.awaitWhole();
    }

    /** One index has a fault in store; the job fails and names a range that contains it, and others do not notice. */
    private void failsAt(RandomGenerator random, String fault) {
        Asked asked = new Asked(cluster);
        questions().forEach(asked::ask);
        long at = random.nextLong(2_000);
        String id = cluster.client()
                .submit(List.of(
                        "trial", "--items", "2000", "--micros", "500", "--fault", fault, "--at", Long.toString(at)));
        JsonNode failed = cluster.client().awaitEnd(id);
        assertThat(failed.path("state").asText()).as("%s", failed).isEqualTo("FAILED");
        assertNames(failed.path("error").path("where").asText(), at);
        asked.check();
        cluster.awaitWhole();
    }

    private static void assertNames(String text, long index) {
        String[] bounds = text.replaceAll(".*\\[(\\d+), (\\d+)\\).*", "$1 $2").split(" ");
        assertThat(index)
                .as("an index of the range in " + text)
                .isBetween(Long.parseLong(bounds[0]), Long.parseLong(bounds[1]) - 1);
    }

    private void lie(RandomGenerator random) {
        Node liar = cluster.addWorker(Host.LOOPBACK, 1, "-Drangefold.trial.lies=true");
        try {
            cluster.awaitWhole();
            long before = cluster.coordinator().count("is quarantined");
            new Asked(cluster).ask(Question.auditedRest(20_000, 1_000)).check();
            cluster.coordinator().awaitCount("is quarantined", before);
        } finally {
            cluster.remove(liar);
        }
        cluster.awaitWhole();
    }
}
