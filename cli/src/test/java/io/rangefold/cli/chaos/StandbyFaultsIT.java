package io.rangefold.cli.chaos;

import static org.awaitility.Awaitility.await;

import io.rangefold.cli.chaos.Row.Course;
import io.rangefold.cli.chaos.Row.Played;
import io.rangefold.cli.chaos.TcpProxy.Mode;
import io.rangefold.cli.process.Processes;
import io.rangefold.testing.PostgresServer;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the fault matrix: two coordinators on one PostgreSQL, each with a connection of its own that can be cut. */
@Tag("process")
@Tag("chaos")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandbyFaultsIT {
    private @Nullable Site site;
    private int keys;

    /** What all rows share, begun by the first that can run here. */
    private static final class Site {
        private final PostgresServer database = PostgresServer.start();
        private final Records records = Records.of(database);
        private final List<TcpProxy> cables = List.of(new TcpProxy(database.port()), new TcpProxy(database.port()));
        private final Cluster cluster = new Cluster();

        private Site() {
            for (TcpProxy cable : cables) {
                cluster.startCoordinator(database.url().replace(":" + database.port(), ":" + cable.port()));
            }
            cluster.addWorker(Host.LOOPBACK, 2);
            cluster.addWorker(Host.LOOPBACK, 2);
            cluster.awaitWhole();
        }

        /** Which coordinator leads, or led last, by the database. */
        private int leader() {
            String api = records.read("SELECT api FROM leader").get(0);
            return cluster.indexOfApi(api);
        }

        private long term() {
            return Long.parseLong(records.read("SELECT epoch FROM leader").get(0));
        }

        private void awaitTermAfter(long term) {
            await("another term").atMost(Client.PATIENCE).until(() -> term() > term);
        }
    }

    private Site site() {
        if (site == null) {
            site = new Site();
        }
        return site;
    }

    @AfterAll
    void end() {
        if (site != null) {
            site.cluster.close();
            Processes.closeAll();
            site.cables.forEach(TcpProxy::close);
            site.database.close();
        }
    }

    Stream<Played> rows() {
        return Row.play(
                row("the coordinator that leads is killed", "the other one takes over", this::leaderKilled),
                row("both coordinators are killed at once", "one of them leads again", this::bothKilled),
                row(
                        "the coordinator that leads is stopped until the other one has taken over, and goes on",
                        "it can write nothing, and stands by",
                        this::leaderStopped),
                row("the database is killed and started again", "jobs go on", this::databaseKilled),
                row(
                        "connections to the database end after a COMMIT was sent",
                        "no group is lost or written twice",
                        random -> cut(Mode.CUT_AFTER_COMMIT, random)),
                row(
                        "connections to the database end before a COMMIT arrives",
                        "no group is lost or written twice",
                        random -> cut(Mode.CUT_BEFORE_COMMIT, random)));
    }

    private static Row row(String what, String expected, Course course) {
        return new Row(what, expected, List.of(Tool.POSTGRESQL), course);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void row_endsAsExpected(Played row) {
        row.run();
    }

    /** A job that has begun; what was acknowledged of it. */
    private Asked begin(long items) {
        return new Asked(site().cluster)
                .askSurely(Question.rest(items, 1_000), "standby-" + ++keys)
                .awaitProgress();
    }

    private void check(Asked asked, long items) {
        asked.check();
        asked.ids().forEach(id -> site().records.assertTiled(id, items));
        site().cluster.awaitWhole();
    }

    private void leaderKilled(RandomGenerator random) {
        Asked asked = begin(25_000);
        long term = site().term();
        site().cluster.coordinators().get(site().leader()).kill();
        site().awaitTermAfter(term);
        check(asked, 25_000);
    }

    private void bothKilled(RandomGenerator random) {
        Asked asked = begin(25_000);
        site().cluster.coordinators().forEach(node -> node.process().kill());
        site().cluster.coordinators().forEach(node -> node.process().awaitExit());
        site().cluster.coordinators().forEach(Node::start);
        check(asked, 25_000);
    }

    private void leaderStopped(RandomGenerator random) {
        Asked asked = begin(30_000);
        long term = site().term();
        Node old = site().cluster.coordinators().get(site().leader());
        long over = old.count("leads no more");
        old.stop();
        try {
            site().awaitTermAfter(term);
        } finally {
            old.goOn();
        }
        await("the old one stands by, or has ended")
                .atMost(Client.PATIENCE)
                .until(() -> !old.isAlive() || old.count("leads no more") > over);
        check(asked, 30_000);
    }

    private void databaseKilled(RandomGenerator random) {
        Asked asked = begin(25_000);
        site().database.kill();
        Pause.between(0, 3_000, random);
        site().database.restart();
        check(asked, 25_000);
    }

    /** Each time, until a COMMIT came by: how often there is one depends on the machine. */
    private void cut(Mode mode, RandomGenerator random) {
        Asked asked = begin(20_000);
        for (int i = 0; i < 3; i++) {
            long before = cuts();
            site().cables.forEach(cable -> cable.set(mode));
            await("a connection is cut").atMost(Client.PATIENCE).until(() -> cuts() > before);
            Pause.between(0, 500, random);
            site().cables.forEach(cable -> cable.set(Mode.PASS));
            Pause.between(50, 600, random);
        }
        asked.askSurely(Question.rest(20_000, 1_000), "standby-" + ++keys);
        check(asked, 20_000);
    }

    private long cuts() {
        return site().cables.stream().mapToLong(TcpProxy::cuts).sum();
    }
}
