package io.rangefold.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that answers as the test says, and keeps what it was asked. */
final class FakeCoordinator implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    /** What it was asked. */
    record Request(String method, String path, String body, String lastEventId) {}

    /** Answers a request. */
    @FunctionalInterface
    interface Handler {
        void answer(HttpExchange exchange, Request request) throws IOException;
    }

    FakeCoordinator(Handler handler) {
        this(0, handler);
    }

    FakeCoordinator(int port, Handler handler) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
                Request request = new Request(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().toString(),
                        new String(body, StandardCharsets.UTF_8),
                        last == null ? "" : last);
                requests.add(request);
                handler.answer(exchange, request);
            }
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    List<Request> requests() {
        return requests;
    }

    static void json(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** The document of a job. */
    static String job(String id, String state) {
        return "{\"schema\":\"rangefold.job/1\",\"id\":\"" + id + "\",\"name\":\"\",\"kind\":\"echo\",\"state\":\""
                + state
                + "\",\"arguments\":{},\"submittedAt\":\"2026-11-20T10:00:00Z\",\"finishedAt\":null,"
                + "\"verification\":{\"verdict\":\"PENDING\"},\"progress\":{\"fraction\":0.5},\"complete\":true,"
                + "\"error\":null}";
    }

    /** The document of a job that has succeeded, with its result. */
    static String result(String id, String result) {
        String job = job(id, "SUCCEEDED");
        return job.substring(0, job.length() - 1) + ",\"result\":" + result + "}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
