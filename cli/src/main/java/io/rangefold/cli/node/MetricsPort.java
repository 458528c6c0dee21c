package io.rangefold.cli.node;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.HostCheck;
import io.rangefold.metrics.MetricsPage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where a worker shows its metrics: one page, by the JDK's own small server, which costs a worker no library. */
final class MetricsPort implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int BACKLOG = 16;
    /** Whoever sends or reads slower than this holds a thread no longer. */
    private static final String SECONDS_FOR_A_REQUEST = "10";

    private final HttpServer server;
    private final ExecutorService threads;
    private final HostCheck hosts;
    private final MetricsPage page;

    private MetricsPort(HttpServer server, HostCheck hosts, MetricsPage page) {
        this.server = server;
        this.hosts = hosts;
        this.page = page;
        this.threads = Executors.newFixedThreadPool(THREADS, task -> {
            Thread thread = new Thread(task, "metrics");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::answer);
    }

    /**
     * Starts to listen.
     *
     * @param bind host name or address
     * @param port 0 for any that is free
     * @param name by which others reach it too
     * @throws IOException if the address can't be had
     */
    static MetricsPort start(String bind, int port, String name, MetricsPage page) throws IOException {
        // Read once, when the server's classes are loaded.
        System.setProperty("sun.net.httpserver.maxReqTime", SECONDS_FOR_A_REQUEST);
        System.setProperty("sun.net.httpserver.maxRspTime", SECONDS_FOR_A_REQUEST);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(bind), port), BACKLOG);
        MetricsPort made = new MetricsPort(server, new HostCheck(new ApiSettings(bind, port, Set.of(name))), page);
        server.start();
        return made;
    }

    /** The port it really listens on. */
    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (!hosts.allows(exchange.getRequestHeaders().getFirst("Host"))) {
                refuse(exchange, 403, "requests for this host are not answered here: use the address");
            } else if (!exchange.getRequestURI().getPath().equals(MetricsPage.PATH)) {
                refuse(exchange, 404, "there is nothing here but " + MetricsPage.PATH);
            } else if (!exchange.getRequestMethod().equals("GET")) {
                refuse(exchange, 405, "this path takes GET only");
            } else {
                String accept = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Accept"))
                        .orElse("");
                MetricsPage.Content content = page.read(accept);
                send(exchange, 200, content.type(), content.body());
            }
        }
    }

    private static void refuse(HttpExchange exchange, int status, String why) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", (why + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
