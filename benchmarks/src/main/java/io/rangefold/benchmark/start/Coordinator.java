package io.rangefold.benchmark.start;

import io.rangefold.benchmark.program.Launcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A coordinator on loopback, for client commands to talk to. */
final class Coordinator implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 100;

    private final Process process;
    private final int port;

    private Coordinator(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one, and returns when it answers. */
    static Coordinator start() throws IOException, InterruptedException {
        List<Integer> ports = freePorts();
        Process process = new ProcessBuilder(
                        Launcher.command(),
                        "coordinator",
                        "--quiet",
                        "--port",
                        String.valueOf(ports.get(0)),
                        "--node-port",
                        String.valueOf(ports.get(1)),
                        "--api-port",
                        String.valueOf(ports.get(2)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Coordinator started = new Coordinator(process, ports.get(2));
        started.await();
        return started;
    }

    private static List<Integer> freePorts() throws IOException {
        List<Integer> ports = new ArrayList<>();
        try (ServerSocket a = new ServerSocket(0);
                ServerSocket b = new ServerSocket(0);
                ServerSocket c = new ServerSocket(0)) {
            List.of(a, b, c).forEach(socket -> ports.add(socket.getLocalPort()));
        }
        return ports;
    }

    private void await() throws InterruptedException {
        long start = System.nanoTime();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - start > PATIENCE.toNanos()) {
                close();
                throw new IllegalStateException("the coordinator does not answer");
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Where its users' port is. */
    String api() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
