package io.rangefold.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the launcher runs once for each group of commands, so that the JVM can archive the classes they load: a short
 * example of the group, whose output nobody reads. Its argument is a command of the group. It ends as commands end, by
 * {@link System#exit}, at which the JVM writes the archive.
 */
final class Training {
    private static final long LIMIT_MILLIS = 45_000;
    private static final String LOOPBACK = "127.0.0.1";

    private Training() {}

    public static void main(String[] args) throws Exception {
        inBackground("limit", () -> {
            Thread.sleep(LIMIT_MILLIS);
            Runtime.getRuntime().halt(1);
        });
        // An archive can't hold classes of a module that is loaded on demand.
        System.setProperty("rangefold.vectors", "off");
        switch (args[0]) {
            case "run" -> trainRun();
            case "worker", "coordinator" -> trainNodes();
            default -> trainClient();
        }
    }

    /** A short sum, which is evaluated, one for which code is compiled, primes and factors. */
    private static void trainRun() throws IOException {
        Path jobs = Files.createTempFile("rangefold-training", ".txt");
        jobs.toFile().deleteOnExit();
        Files.write(
                jobs,
                List.of(
                        "range-sum --from 0 --to 1_000_000 --expr i*i%7",
                        "range-sum --from 0 --to 20_000_000 --expr i*i",
                        "prime-count --from 0 --to 1_000_000",
                        "factorize 1099726899285419 --divisors"));
        Main.main(new String[] {"run", "--jobs", jobs.toString()});
    }

    /** A coordinator, a worker and a client in this process. */
    private static void trainNodes() throws Exception {
        int port = freePort();
        int nodePort = freePort();
        int apiPort = freePort();
        Path data = temporaryFolder();
        inBackground(
                "coordinator",
                () -> Main.main(words("coordinator --bind 127.0.0.1 --port " + port + " --node-port " + nodePort
                        + " --api-bind 127.0.0.1 --api-port " + apiPort + " --data " + data)));
        inBackground(
                "worker",
                () -> Main.main(words("worker --join 127.0.0.1:" + port + " --bind 127.0.0.1 --port 0 --slots 1")));
        awaitListener(apiPort);
        Main.main(words("submit range-sum --from 0 --to 1_000_000 --expr i*i%7 --wait --api " + url(apiPort)));
    }

    /** A client that lists the jobs of a coordinator without any. */
    private static void trainClient() throws IOException {
        byte[] answer = "{\"schema\":\"rangefold.jobs/1\",\"jobs\":[]}".getBytes(StandardCharsets.UTF_8);
        HttpServer server = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        Main.main(words("jobs --api " + url(server.getAddress().getPort())));
    }

    /** A folder that goes with the process. */
    private static Path temporaryFolder() throws IOException {
        Path folder = Files.createTempDirectory("rangefold-training");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "remove"));
        return folder;
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // What stays behind in a temporary folder harms nobody.
        }
    }

    private static String[] words(String line) {
        return line.split(" ");
    }

    private static String url(int port) {
        return "http://" + LOOPBACK + ":" + port;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
            return socket.getLocalPort();
        }
    }

    private static void awaitListener(int port) throws InterruptedException {
        while (true) {
            try {
                new Socket(LOOPBACK, port).close();
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
    }

    private interface Task {
        void run() throws Exception;
    }

    private static void inBackground(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }
}
