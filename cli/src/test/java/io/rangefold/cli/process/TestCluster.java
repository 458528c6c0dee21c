package io.rangefold.cli.process;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.cli.process.CommandLine.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A coordinator and workers, each a process of its own on loopback. */
final class TestCluster {
    private final NodeProcess coordinator;
    private final String join;
    private final String api;
    private final CommandLine commands;
    private final List<NodeProcess> workers = new ArrayList<>();
    private int names;

    private TestCluster(NodeProcess coordinator) {
        this.coordinator = coordinator;
        this.api = coordinator.awaitErr("API at (http\\S+)").group(1);
        this.join = coordinator.awaitErr("--join (\\S+)").group(1);
        this.commands = new CommandLine(api);
    }

    /** A port that was free a moment ago. */
    static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a coordinator on ports that are free. */
    static TestCluster start(String leaseTimeout) {
        return start(leaseTimeout, "0", "0", "0");
    }

    /** Starts a coordinator on these ports. */
    static TestCluster start(String leaseTimeout, String port, String nodePort, String apiPort) {
        return new TestCluster(NodeProcess.start(
                Map.of("RANGEFOLD_COORDINATOR_LEASE_TIMEOUT", leaseTimeout),
                List.of("coordinator", "--port", port, "--node-port", nodePort, "--api-port", apiPort)));
    }

    NodeProcess coordinator() {
        return coordinator;
    }

    /** Where workers join, as HOST:PORT. */
    String join() {
        return join;
    }

    /** The API's URL. */
    String api() {
        return api;
    }

    CommandLine commands() {
        return commands;
    }

    /** Starts a worker of one slot; it joins by itself. */
    NodeProcess addWorker() {
        return addWorker("w" + ++names, 1);
    }

    NodeProcess addWorker(String name, int slots) {
        NodeProcess worker = worker(join, name, slots);
        workers.add(worker);
        return worker;
    }

    static NodeProcess worker(String join, String name, int slots) {
        // A process that starts another one in its place would be lost to the test.
        return NodeProcess.start(
                Map.of("RANGEFOLD_WORKER_HUNG_AFTER", "1h"),
                List.of("worker", "--join", join, "--slots", String.valueOf(slots), "--name", name));
    }

    /** Ends or starts workers of one slot until there are {@code count}, all of them registered and idle. */
    List<NodeProcess> haveWorkers(int count) {
        replaceDead(count);
        while (workers.size() > count) {
            workers.remove(0).close();
        }
        await(count + " workers are registered")
                .atMost(PATIENCE)
                .until(() -> workerViews()
                                .filter(worker -> worker.path("state").asText().equals("ACTIVE"))
                                .count()
                        == count);
        return List.copyOf(workers);
    }

    /** Starts a worker for each one that has ended, so that {@code count} are alive. */
    void replaceDead(int count) {
        workers.removeIf(worker -> !worker.isAlive());
        while (workers.size() < count) {
            addWorker();
        }
    }

    /** The workers as the coordinator lists them. */
    Stream<JsonNode> workerViews() {
        Outcome listed = commands.json("workers");
        assertThat(listed.exitCode()).as(listed.err()).isZero();
        return StreamSupport.stream(listed.document().path("workers").spliterator(), false);
    }

    /** The coordinator's view of a worker; empty if it is not there. */
    Optional<JsonNode> view(NodeProcess worker) {
        String name = worker.name();
        return workerViews()
                .filter(view -> view.path("name").asText().equals(name))
                .findFirst();
    }

    /** Hands a job in and returns its id. */
    String submit(String... words) {
        Outcome submitted = commands.run(
                Stream.concat(Stream.of("submit"), Stream.of(words)).toArray(String[]::new));
        assertThat(submitted.exitCode()).as(submitted.err()).isZero();
        return submitted.out().strip();
    }

    /** The id of the running job of that name. */
    Optional<String> findRunning(String name) {
        return StreamSupport.stream(
                        commands.json("jobs").document().path("jobs").spliterator(), false)
                .filter(job -> job.path("name").asText().equals(name)
                        && job.path("state").asText().equals("RUNNING"))
                .map(job -> job.path("id").asText())
                .findFirst();
    }

    /** The job's document as it is now. */
    JsonNode job(String id) {
        return commands.json("job", id).document();
    }

    /** The job's document with its result, once it has ended. */
    JsonNode awaitEnd(String id) {
        await("job " + id + " ends").atMost(PATIENCE.multipliedBy(2)).until(() -> !isOpen(job(id)));
        return commands.json("result", id).document();
    }

    private static boolean isOpen(JsonNode job) {
        return List.of("QUEUED", "RUNNING", "PAUSED").contains(job.path("state").asText());
    }

    /** Waits until the job has committed something. */
    void awaitProgress(String id) {
        await("job " + id + " commits")
                .atMost(PATIENCE)
                .until(() -> job(id).path("execution").path("items").asLong() > 0);
    }

    /** Lines of the coordinator's log which say that a range of the job is pending again. */
    List<String> pendingAgain(String id) {
        return coordinator.err().stream()
                .filter(line -> line.contains("is pending again") && line.contains("job=" + id))
                .toList();
    }

    /** The document counts as many ranges as the log names. */
    void assertRedispatchedIsTrue(JsonNode job) {
        String id = job.path("id").asText();
        long counted = job.path("execution").path("redispatched").asLong(-1);
        await("the log of " + id)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(pendingAgain(id)).hasSize((int) counted));
    }
}
