package io.rangefold.cli.chaos;

import static org.awaitility.Awaitility.await;

import io.rangefold.cli.chaos.Network.Cable;
import io.rangefold.cli.chaos.Row.Played;
import io.rangefold.cli.process.Processes;
import io.rangefold.testing.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the fault matrix: coordinators on hosts of their own, of which one is cut off from everything, the database too. */
@Tag("process")
@Tag("chaos")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PartitionFaultsIT {
    private static final long ITEMS = 40_000;

    Stream<Played> rows() {
        return Row.play(new Row(
                "the coordinator that leads is cut off from everything, and the cut is mended",
                "another one takes over; the old one can write nothing, and stands by",
                List.of(Tool.NETWORK_NAMESPACES, Tool.POSTGRESQL),
                this::leaderCutOff));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void row_endsAsExpected(Played row) {
        row.run();
    }

    private void leaderCutOff(RandomGenerator random) {
        try (Network network = Network.open();
                PostgresServer database = PostgresServer.start();
                TcpProxy cable = new TcpProxy(network.address(), database.port());
                Cluster cluster = new Cluster()) {
            String data = database.url().replace("127.0.0.1:" + database.port(), cable.place());
            List<Cable> coordinators = List.of(network.addHost(), network.addHost(), network.addHost());
            List<String> joins = new ArrayList<>();
            for (Cable host : coordinators) {
                cluster.addCoordinator(host, Map.of(), data, joins).start().awaitErr("API at ");
                joins.add(host.address() + ":25520");
            }
            cluster.addWorker(network.addHost(), 2);
            cluster.addWorker(network.addHost(), 2);
            cluster.awaitWhole();
            cutTheLeaderOff(cluster, coordinators, Records.of(database));
        }
    }

    private static void cutTheLeaderOff(Cluster cluster, List<Cable> coordinators, Records records) {
        Asked asked = new Asked(cluster)
                .askSurely(Question.rest(ITEMS, 1_000), "partition")
                .awaitProgress();
        int leader = cluster.indexOfApi(records.read("SELECT api FROM leader").get(0));
        Node old = cluster.coordinators().get(leader);
        long term = term(records);
        long over = old.count("leads no more");
        coordinators.get(leader).isolate();
        try {
            await("another term").atMost(Client.PATIENCE).until(() -> term(records) > term);
            await("the old leader knows that it is none, or has ended")
                    .atMost(Client.PATIENCE)
                    .until(() -> !old.isAlive() || old.count("leads no more") > over);
            asked.check();
        } finally {
            coordinators.get(leader).restore();
        }
        records.assertTiled(asked.ids().get(0), ITEMS);
        cluster.awaitWhole();
    }

    private static long term(Records records) {
        return Long.parseLong(records.read("SELECT epoch FROM leader").get(0));
    }
}
