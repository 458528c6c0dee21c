package io.rangefold.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rangefold.cli.chaos.Row.Played;
import io.rangefold.cli.process.NodeProcess;
import io.rangefold.cli.process.Processes;
import io.rangefold.coordinator.store.sql.FailPoint;
import java.nio.file.Path;
import java.util.List;
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

/** Rows of the fault matrix: the only coordinator dies, and another process goes on with its data. */
@Tag("process")
@Tag("chaos")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CoordinatorFaultsIT {
    private static final boolean IS_LONG = Long.getLong("rangefold.chaos.rounds", 1) > 1;

    private static final Question SHORT = Question.rest(3_000, 1_000);

    @TempDir
    private static Path folder;

    private Cluster cluster;
    private Records records;
    private int keys;

    @BeforeAll
    void start() {
        Path data = folder.resolve("data");
        cluster = new Cluster();
        cluster.startCoordinator(data.toString());
        cluster.addWorker(Host.LOOPBACK, 2);
        cluster.addWorker(Host.LOOPBACK, 2);
        cluster.awaitWhole();
        records = Records.of(data);
    }

    @AfterAll
    void end() {
        cluster.close();
    }

    Stream<Played> rows() {
        return Row.play(
                new Row(
                        "the coordinator dies before and after every kind of write",
                        "what was acknowledged is there, every index counts once",
                        List.of(),
                        this::diesAtEachPoint),
                new Row(
                        "the coordinator is killed again and again during one job",
                        "the job goes on from its last acknowledged commit, every index counts once",
                        List.of(),
                        this::restarts));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void row_endsAsExpected(Played row) {
        row.run();
    }

    private Asked ask(Asked asked, Question question) {
        return asked.askSurely(question, "key-" + ++keys);
    }

    private void check(Asked asked, long items) {
        asked.check();
        asked.ids().forEach(id -> records.assertTiled(id, items));
        cluster.awaitWhole();
    }

    /** Each life ends at the next point, while jobs are handed in and computed. */
    private void diesAtEachPoint(RandomGenerator random) {
        Node coordinator = cluster.coordinator();
        Asked asked = new Asked(cluster);
        coordinator.kill();
        for (FailPoint point : FailPoint.values()) {
            for (int hit : hits(point)) {
                NodeProcess life = coordinator.start(List.of(FailingMain.dyingAt(point, hit)));
                while (life.isAlive()) {
                    askOnce(asked, life);
                }
                assertThat(life.awaitExit()).as(life.tail()).isEqualTo(FailingMain.EXIT_CODE);
                System.out.printf(
                        "died at %s, %d jobs are acknowledged%n",
                        point, asked.ids().size());
            }
        }
        coordinator.start();
        ask(asked, SHORT);
        check(asked, SHORT.items());
    }

    private static int[] hits(FailPoint point) {
        if (point == FailPoint.BEFORE_LEAD || point == FailPoint.AFTER_LEAD) {
            return new int[] {1};
        }
        return IS_LONG ? new int[] {1, 2, 3, 4, 5, 6, 7, 8} : new int[] {3};
    }

    /** A submission that was not acknowledged before the coordinator died is the next one's first: it has the same key. */
    private void askOnce(Asked asked, NodeProcess life) {
        Client client = cluster.client();
        client.trySubmit(SHORT.words(), "key-" + (keys + 1)).ifPresent(id -> {
            keys++;
            asked.add(SHORT, id);
            await(id + " ends, or the coordinator")
                    .atMost(Client.PATIENCE)
                    .until(() -> !life.isAlive()
                            || client.tryGet("jobs/" + id)
                                    .filter(job -> !client.isOpen(job))
                                    .isPresent());
        });
    }

    private void restarts(RandomGenerator random) {
        Question question = Question.rest(IS_LONG ? 100_000 : 30_000, 1_000);
        Asked asked = ask(new Asked(cluster), question).awaitProgress();
        for (int i = 0; i < (IS_LONG ? 20 : 5); i++) {
            Pause.between(0, 1_500, random);
            cluster.coordinator().kill();
            cluster.coordinator().start().awaitErr("API at ");
        }
        check(asked, question.items());
    }
}
