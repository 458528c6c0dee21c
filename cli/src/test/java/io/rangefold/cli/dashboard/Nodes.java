package io.rangefold.cli.dashboard;

import io.rangefold.cli.process.ChildMain;
import io.rangefold.cli.process.NodeProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A coordinator that can end and come again at the same ports, and workers that find it. */
final class Nodes {
    private final String port = freePort();
    private final String nodePort = freePort();
    private final String apiPort = freePort();
    private final Path data;

    /** @param data where jobs are kept */
    Nodes(Path data) {
        this.data = data;
    }

    /** Starts a coordinator and waits until it answers. */
    NodeProcess startCoordinator() {
        NodeProcess coordinator = start(
                Map.of("RANGEFOLD_COORDINATOR_DATA", data.toString()),
                List.of("coordinator", "--port", port, "--node-port", nodePort, "--api-port", apiPort));
        coordinator.awaitErr("API at (http\\S+)");
        return coordinator;
    }

    /** Starts a worker; it joins by itself. */
    NodeProcess startWorker(String name, int slots) {
        return start(
                Map.of("RANGEFOLD_WORKER_HUNG_AFTER", "1h"),
                List.of("worker", "--join", "127.0.0.1:" + port, "--slots", "" + slots, "--name", name));
    }

    private static NodeProcess start(Map<String, String> variables, List<String> words) {
        return NodeProcess.start(new NodeProcess.Launch(List.of(), List.of(), variables, ChildMain.class, words));
    }

    /** Where the page and the API are, without a slash at the end. */
    String url() {
        return "http://127.0.0.1:" + apiPort;
    }

    int apiPort() {
        return Integer.parseInt(apiPort);
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
