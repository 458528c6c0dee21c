package io.rangefold.cli.process;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures what the loss of a worker costs: kills workers that compute, one after the other, while a slot of another is
 * idle. Prints, in milliseconds, the time from the kill until its range is pending again and until a slot has it again, by
 * the coordinator's log; and the work lost: what the victim had computed and not committed.
 *
 * <pre>
 * mvn -q -pl cli -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java -cp cli/target/test-classes:cli/target/classes:$(cat cli/target/classpath) \
 *     io.rangefold.cli.process.MeasureLoss 15
 * </pre>
 */
public final class MeasureLoss {
    private static final long MICROS = 1_000;
    private static final Pattern RANGE_LOW = Pattern.compile("range \\[(\\d+), ");

    private final TestCluster cluster = TestCluster.start("10s");
    private final Path traces = Files.createTempDirectory("rangefold-loss");
    private final Random random = new Random(5);
    private final String job;

    private record Loss(double pendingMillis, double leasedMillis, double lostSeconds) {}

    private MeasureLoss() throws IOException {
        cluster.haveWorkers(3);
        job = cluster.submit(
                "trial",
                "--items",
                "100000000",
                "--micros",
                Long.toString(MICROS),
                "--max-slots",
                "2",
                "--trace",
                traces.toString());
    }

    /** @param args how many workers to kill; 15 if left out */
    public static void main(String[] args) throws IOException {
        try {
            int kills = args.length == 0 ? 15 : Integer.parseInt(args[0]);
            MeasureLoss measure = new MeasureLoss();
            List<Loss> losses = new ArrayList<>();
            for (int i = 0; i < kills; i++) {
                Loss loss = measure.killOne();
                losses.add(loss);
                System.out.printf(
                        "%2d: pending after %5.0f ms, leased after %5.0f ms, lost %.3f s of work%n",
                        i + 1, loss.pendingMillis(), loss.leasedMillis(), loss.lostSeconds());
            }
            print(
                    "pending again, ms",
                    losses.stream().mapToDouble(Loss::pendingMillis).sorted().toArray());
            print(
                    "leased again, ms",
                    losses.stream().mapToDouble(Loss::leasedMillis).sorted().toArray());
            print(
                    "work lost, s",
                    losses.stream().mapToDouble(Loss::lostSeconds).sorted().toArray());
        } catch (AssertionError | RuntimeException e) {
            Processes.showAll();
            throw e;
        } finally {
            Processes.closeAll();
        }
        System.exit(0);
    }

    private static void print(String what, double[] sorted) {
        System.out.printf(
                "%-18s median %8.3f   min %8.3f   max %8.3f%n",
                what, sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }

    private Loss killOne() throws IOException {
        List<NodeProcess> workers = cluster.haveWorkers(3);
        NodeProcess victim = await("a worker computes and another is idle")
                .atMost(PATIENCE)
                .until(() -> busy(workers), busy -> busy.size() == 2)
                .get(random.nextInt(2));
        // Any moment between two commits is as likely as any other.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1_000 + random.nextInt(1_000)));
        String id = cluster.view(victim).orElseThrow().path("id").asText();
        Instant killed = Instant.now();
        victim.kill();
        String pending = awaitLine(" is pending again", "worker=" + id);
        long low = low(pending);
        victim.awaitExit();
        String leased = awaitLine("range [" + low + ", ", " is leased again");
        return new Loss(millis(killed, pending), millis(killed, leased), (reached(victim) - low) * MICROS / 1e6);
    }

    private static long low(String line) {
        Matcher range = RANGE_LOW.matcher(line);
        if (!range.find()) {
            throw new IllegalStateException("no range in: " + line);
        }
        return Long.parseLong(range.group(1));
    }

    /** The workers that hold a lease and have committed something. */
    private List<NodeProcess> busy(List<NodeProcess> workers) {
        return workers.stream()
                .filter(worker -> {
                    JsonNode view = cluster.view(worker).orElseThrow();
                    return view.path("busySlots").asInt() == 1
                            && view.path("committed").asLong() > 0;
                })
                .toList();
    }

    private String awaitLine(String one, String other) {
        return await(one)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> cluster.coordinator().err().stream()
                                .filter(line -> line.contains("job=" + job))
                                .filter(line -> line.contains(one) && line.contains(other))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static double millis(Instant killed, String line) {
        Instant at = Instant.parse(line.substring(0, line.indexOf(' ')));
        return Duration.between(killed, at).toNanos() / 1e6;
    }

    private long reached(NodeProcess victim) throws IOException {
        byte[] index = Files.readAllBytes(traces.resolve(Long.toString(victim.pid())));
        return ByteBuffer.wrap(index).getLong();
    }
}
