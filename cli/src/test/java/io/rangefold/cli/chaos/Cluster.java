package io.rangefold.cli.chaos;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.awaitility.Awaitility.await;

import io.rangefold.cli.process.ChildMain;
import io.rangefold.cli.process.NodeProcess.Launch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Coordinators and workers, each a process of its own that can be killed and started again on the same ports. */
final class Cluster implements AutoCloseable {
    /** A short patience with silent workers: what follows from it is seen sooner. */
    private static final String SHORT = "2s";

    /** A worker that starts another process in its place would be lost to the test. */
    private static final Map<String, String> VARIABLES = Map.of("RANGEFOLD_WORKER_HUNG_AFTER", "1h");

    private final String leaseTimeout;
    private final List<Node> coordinators = new ArrayList<>();
    private final List<Node> workers = new ArrayList<>();
    private final List<String> joins = new ArrayList<>();
    private final List<String> apis = new ArrayList<>();
    private int names;

    Cluster() {
        this(SHORT);
    }

    /** @param leaseTimeout patience with silent workers */
    Cluster(String leaseTimeout) {
        this.leaseTimeout = leaseTimeout;
    }

    /**
     * A coordinator, not yet started. Add all of them before the first worker.
     *
     * @param data as {@code --data}
     * @param others cluster ports of others on the same data
     */
    Node addCoordinator(Host host, Map<String, String> variables, String data, List<String> others) {
        String port = port(host, "25520");
        String apiPort = port(host, "8520");
        List<String> words = new ArrayList<>(List.of("coordinator", "--bind", host.address(), "--advertise"));
        words.addAll(List.of(host.address(), "--port", port, "--node-port", port(host, "25521")));
        words.addAll(List.of("--api-bind", host.address(), "--api-port", apiPort, "--data", data));
        words.addAll(exposed(host));
        if (!others.isEmpty()) {
            words.addAll(List.of("--join", String.join(",", others)));
        }
        joins.add(host.address() + ":" + port);
        apis.add("http://" + host.address() + ":" + apiPort);
        Map<String, String> all = new HashMap<>(variables);
        all.put("RANGEFOLD_COORDINATOR_LEASE_TIMEOUT", leaseTimeout);
        Node node = new Node(
                "coordinator-" + (coordinators.size() + 1),
                host,
                new Launch(host.prefix(), List.of(), all, FailingMain.class, words));
        coordinators.add(node);
        return node;
    }

    /** A coordinator that keeps its jobs there, started; workers and clients know it from now on. */
    Node startCoordinator(String data) {
        Node node = addCoordinator(Host.LOOPBACK, Map.of(), data, List.copyOf(joins));
        node.start().awaitErr("API at ");
        return node;
    }

    /** A coordinator that remembers nothing, started. */
    Node startCoordinator(Host host) {
        Node node = addCoordinator(host, Map.of(), "none", List.of());
        node.start().awaitErr("API at ");
        return node;
    }

    private static List<String> exposed(Host host) {
        return host == Host.LOOPBACK ? List.of() : List.of("--insecure");
    }

    /** The usual port where nobody else is; a port that was free a moment ago on loopback. */
    private static String port(Host host, String usual) {
        if (host != Host.LOOPBACK) {
            return usual;
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a worker; it joins by itself. */
    Node addWorker(Host host, int slots, String... jvmOptions) {
        String name = "w" + ++names;
        List<String> words = new ArrayList<>(List.of("worker", "--join", join()));
        words.addAll(List.of("--bind", host.address(), "--slots", Integer.toString(slots), "--name", name));
        words.addAll(exposed(host));
        Node node =
                new Node(name, host, new Launch(host.prefix(), List.of(jvmOptions), VARIABLES, ChildMain.class, words));
        workers.add(node);
        node.start();
        return node;
    }

    /** Where workers join, as HOST:PORT. */
    String join() {
        return String.join(",", joins);
    }

    /** Ends a worker for good. */
    void remove(Node worker) {
        worker.kill();
        workers.remove(worker);
    }

    Node coordinator() {
        return coordinators.get(0);
    }

    List<Node> coordinators() {
        return List.copyOf(coordinators);
    }

    /** Which of the coordinators has its API there. */
    int indexOfApi(String api) {
        return apis.indexOf(api);
    }

    List<Node> workers() {
        return List.copyOf(workers);
    }

    Client client() {
        return new Client(apis);
    }

    /** Starts what has ended, and waits until every worker is registered and nobody else is. */
    void awaitWhole() {
        await("all of " + workers + " are registered")
                .atMost(PATIENCE.multipliedBy(2))
                .until(this::isWhole);
    }

    private boolean isWhole() {
        coordinators.forEach(Node::keepAlive);
        workers.forEach(Node::keepAlive);
        return client().workers().stream()
                .filter(worker -> worker.path("state").asText().equals("ACTIVE"))
                .map(worker -> worker.path("name").asText())
                .sorted()
                .toList()
                .equals(workers.stream().map(Node::name).sorted().collect(Collectors.toList()));
    }

    @Override
    public void close() {
        Stream.concat(workers.stream(), coordinators.stream())
                .filter(Node::isAlive)
                .forEach(Node::kill);
    }
}
