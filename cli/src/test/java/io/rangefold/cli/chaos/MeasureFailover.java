package io.rangefold.cli.chaos;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.cli.process.NodeProcess;
import io.rangefold.cli.process.Processes;
import io.rangefold.testing.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures what the death of a coordinator costs while a job runs: the time from kill -9 of the one that leads until more of the
 * job is committed than was before, and how many indices were computed more than once. First one coordinator on SQLite is started
 * again at once; then, of two on PostgreSQL, the other one takes over.
 *
 * <pre>
 * mvn -q -pl cli -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp cli/target/test-classes:cli/target/classes:$(cat cli/target/classpath) \\
 *     io.rangefold.cli.chaos.MeasureFailover 10
 * </pre>
 */
public final class MeasureFailover {
    private static final long MICROS = 1_000;
    private static final int SLOTS = 2;

    private final Cluster cluster;
    private final IntSupplier leader;
    private final Path traces = Files.createTempDirectory("rangefold-failover");

    private MeasureFailover(Cluster cluster, IntSupplier leader) throws IOException {
        this.cluster = cluster;
        this.leader = leader;
    }

    /** @param args how often to kill; 10 if left out */
    public static void main(String[] args) throws IOException {
        int kills = args.length == 0 ? 10 : Integer.parseInt(args[0]);
        try {
            restart(kills);
            if (PostgresServer.missing().isEmpty()) {
                takeOver(kills);
            } else {
                System.out.println("no take-over is measured: " + PostgresServer.missing());
            }
        } catch (AssertionError | RuntimeException e) {
            Processes.showAll();
            throw e;
        } finally {
            Processes.closeAll();
        }
        System.exit(0);
    }

    private static void restart(int kills) throws IOException {
        try (Cluster cluster = new Cluster("10s")) {
            cluster.startCoordinator(
                    Files.createTempDirectory("rangefold-failover-data").toString());
            new MeasureFailover(cluster, () -> 0).measure("restart, SQLite", kills, node -> {
                node.process().awaitExit();
                node.start();
            });
        }
    }

    private static void takeOver(int kills) throws IOException {
        try (PostgresServer database = PostgresServer.start();
                Cluster cluster = new Cluster("10s")) {
            cluster.startCoordinator(database.url());
            cluster.startCoordinator(database.url());
            IntSupplier leader = () -> cluster.indexOfApi(
                    Records.of(database).read("SELECT api FROM leader").get(0));
            new MeasureFailover(cluster, leader).measure("take-over, PostgreSQL", kills, node -> {});
        }
    }

    private void measure(String what, int kills, Consumer<Node> afterwards) {
        cluster.addWorker(Host.LOOPBACK, SLOTS);
        cluster.awaitWhole();
        long items = (kills + 1) * 20_000L * SLOTS;
        Question question = Question.rest(items, MICROS);
        String id = cluster.client()
                .submit(question.with("--trace", traces.toString()).words());
        cluster.client().awaitProgress(id);
        double[] seconds = IntStream.range(0, kills)
                .mapToDouble(kill -> killOne(id, afterwards))
                .sorted()
                .toArray();
        JsonNode ended = cluster.client().awaitEnd(id);
        question.check(ended);
        System.out.printf(
                "%-22s %d kills: commits again after, s: median %.2f   min %.2f   max %.2f; computed %d of %d items, %d twice%n",
                what, kills, seconds[kills / 2], seconds[0], seconds[kills - 1], computed(), items, computed() - items);
    }

    private double killOne(String id, Consumer<Node> afterwards) {
        Pause.of(Duration.ofSeconds(2));
        Node victim = cluster.coordinators().get(leader.getAsInt());
        long before = cluster.client().items(id);
        long start = System.nanoTime();
        NodeProcess killed = victim.process();
        killed.kill();
        afterwards.accept(victim);
        await("commits again")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .until(() -> cluster.client()
                        .tryGet("jobs/" + id)
                        .filter(job -> job.path("execution").path("items").asLong() > before)
                        .isPresent());
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("  %.2f s%n", seconds);
        killed.awaitExit();
        cluster.awaitWhole();
        return seconds;
    }

    private long computed() {
        try (Stream<Path> files = Files.list(traces)) {
            List<Path> all = files.toList();
            long sum = 0;
            for (Path file : all) {
                sum += ByteBuffer.wrap(Files.readAllBytes(file)).getLong(Long.BYTES);
            }
            return sum;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
