package io.rangefold.cli.chaos;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.cli.chaos.Row.Played;
import io.rangefold.cli.process.CommandLine.Outcome;
import io.rangefold.cli.process.NodeProcess;
import io.rangefold.cli.process.NodeProcess.Launch;
import io.rangefold.cli.process.Processes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the fault matrix: more jobs, or more workers, than anybody would have. */
@Tag("process")
@Tag("chaos")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadIT {
    private static final boolean IS_LONG = Long.getLong("rangefold.chaos.rounds", 1) > 1;

    @TempDir
    private Path folder;

    private Cluster cluster;

    @BeforeAll
    void start() {
        cluster = new Cluster();
        cluster.startCoordinator(Host.LOOPBACK);
        cluster.addWorker(Host.LOOPBACK, 2);
        cluster.addWorker(Host.LOOPBACK, 2);
        cluster.awaitWhole();
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    Stream<Played> rows() {
        return Row.play(
                new Row(
                        "two hundred jobs of mixed priorities at once",
                        "all of them end, and are right",
                        List.of(),
                        this::manyJobs),
                new Row("thousands of jobs in the queue", "all of them end, and are right", List.of(), this::longQueue),
                new Row(
                        "a job of 10^18 items, and many small ones",
                        "the small ones end while the large one goes on",
                        List.of(),
                        this::besideAHugeOne),
                new Row(
                        "many workers of one slot in one process, one leaving and one coming each second",
                        "every index counts once; when their process is killed, others go on",
                        List.of(),
                        this::comingAndGoing));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void row_endsAsExpected(Played row) {
        row.run();
    }

    /** A sum of i over [from, to), its words and its answer. */
    private record Sum(long from, long to, int priority) {
        static Sum any(RandomGenerator random, int leastPriority) {
            long from = random.nextLong(1_000_000);
            return new Sum(from, from + 1 + random.nextLong(100_000), random.nextInt(leastPriority, 10));
        }

        String words() {
            return "range-sum --from " + from + " --to " + to + " --priority " + priority + " --verify none";
        }

        void check(JsonNode job) {
            assertThat(job.path("state").asText()).as("%s", job).isEqualTo("SUCCEEDED");
            assertThat(job.path("execution").path("items").asLong())
                    .as("%s", job)
                    .isEqualTo(to - from);
            assertThat(job.path("result").path("sum").asLong())
                    .as("%s", job)
                    .isEqualTo((from + to - 1) * (to - from) / 2);
        }
    }

    private void manyJobs(RandomGenerator random) {
        List<Sum> sums = Stream.generate(() -> Sum.any(random, -10)).limit(200).toList();
        check(sums, submit(sums));
    }

    private void check(List<Sum> sums, List<String> ids) {
        assertThat(ids).hasSameSizeAs(sums).doesNotHaveDuplicates();
        for (int i = 0; i < ids.size(); i++) {
            sums.get(i).check(cluster.client().awaitEnd(ids.get(i)));
        }
    }

    /** None can begin before all are there. */
    private void longQueue(RandomGenerator random) {
        int count = IS_LONG ? 10_000 : 500;
        String first = submitHuge("--priority", "10");
        List<Sum> sums = Stream.generate(() -> Sum.any(random, 0)).limit(count).toList();
        List<String> ids = submit(sums);
        long ended = cluster.coordinator().count("job SUCCEEDED");
        assertThat(cluster.client().job(ids.get(0)).path("state").asText()).isEqualTo("QUEUED");
        cancel(first);
        await("all of them have succeeded")
                .atMost(Client.PATIENCE)
                .until(() -> cluster.coordinator().count("job SUCCEEDED") - ended == count);
        // A coordinator without a store remembers the thousand jobs that it saw last.
        int known = count - Math.min(count, 500);
        check(sums.subList(known, count), ids.subList(known, count));
    }

    private String submitHuge(String... more) {
        Question huge = new Question(
                List.of("range-sum", "--from", "1", "--to", "10^18", "--expr", "collatz(i)"), 0, Map.of(), "");
        String id = cluster.client().submit(huge.with(more).words());
        cluster.client().awaitProgress(id);
        return id;
    }

    private void cancel(String id) {
        cluster.client().command(Stream.of("cancel", id));
        assertThat(cluster.client().awaitEnd(id).path("state").asText()).isEqualTo("CANCELLED");
    }

    private List<String> submit(List<Sum> sums) {
        try {
            Path file = Files.write(
                    folder.resolve("jobs.txt"), sums.stream().map(Sum::words).toList());
            Outcome outcome =
                    cluster.client().command(Stream.of("submit", "--jobs", file.toString(), "--output", "json"));
            assertThat(outcome.exitCode()).as(outcome.err()).isZero();
            return outcome.documents().stream()
                    .map(document -> document.path("id").asText())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void besideAHugeOne(RandomGenerator random) {
        String huge = submitHuge();
        try {
            List<Sum> sums = Stream.generate(() -> Sum.any(random, 0)).limit(30).toList();
            check(sums, submit(sums));
            long before = cluster.client().items(huge);
            await("the huge one goes on")
                    .atMost(PATIENCE)
                    .until(() -> cluster.client().items(huge) > before);
        } finally {
            cancel(huge);
        }
    }

    private void comingAndGoing(RandomGenerator random) {
        int workers = IS_LONG ? 64 : 8;
        int millis = IS_LONG ? 60_000 : 5_000;
        List<NodeProcess> all = new ArrayList<>();
        try {
            all.add(startMany(workers));
            Asked asked = new Asked(cluster).ask(Question.rest(workers * millis, 1_000));
            asked.awaitProgress();
            Pause.of(Duration.ofMillis(millis));
            all.get(0).kill();
            all.add(startMany(workers));
            asked.check();
        } finally {
            all.forEach(NodeProcess::close);
        }
        cluster.awaitWhole();
    }

    private NodeProcess startMany(int workers) {
        String[] join = cluster.join().split(":");
        NodeProcess process = NodeProcess.start(new Launch(
                List.of(),
                List.of("-Xmx1g"),
                Map.of(),
                ManyWorkers.class,
                List.of(Integer.toString(workers), join[0], join[1])));
        process.awaitErr("all workers are there");
        await("many workers are registered")
                .atMost(PATIENCE)
                .until(() -> cluster.client().workers().size() > workers / 2);
        return process;
    }
}
