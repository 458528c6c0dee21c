package io.rangefold.worker;

import io.rangefold.job.BlobUnavailableException;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Protocol;
import io.rangefold.protocol.WorkerId;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Reaches a coordinator's node port. */
final class HttpCoordinatorAccess implements CoordinatorAccess {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT_PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String authority;
    private Optional<Liveness> liveness = Optional.empty();

    HttpCoordinatorAccess(String host, int nodePort) {
        this.authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + nodePort;
    }

    private URI blob(BlobId id) {
        return URI.create("http://" + authority + "/blobs/" + id.sha256());
    }

    @Override
    public byte[] get(BlobId id) {
        HttpResponse<byte[]> response =
                send(HttpRequest.newBuilder(blob(id)).timeout(PATIENCE).GET().build());
        if (response.statusCode() != 200 || !BlobId.of(response.body()).equals(id)) {
            throw new BlobUnavailableException(
                    "the coordinator has no data of the hash " + id.sha256() + " (" + response.statusCode() + ")",
                    null);
        }
        return response.body();
    }

    @Override
    public void store(BlobId id, byte[] content) {
        HttpResponse<byte[]> response = send(HttpRequest.newBuilder(blob(id))
                .timeout(PATIENCE)
                .PUT(HttpRequest.BodyPublishers.ofByteArray(content))
                .build());
        if (response.statusCode() != 204) {
            throw new BlobUnavailableException("the coordinator answered " + response.statusCode(), null);
        }
    }

    private HttpResponse<byte[]> send(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
        try {
            // The request's own time-out ends with the headers; this one covers the body.
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            answer.cancel(true);
            throw new BlobUnavailableException("the node port at " + authority + " can't be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BlobUnavailableException("interrupted", e);
        }
    }

    @Override
    public void keepAlive(WorkerId worker, long session, Runnable ended) {
        Liveness opened = new Liveness(ended);
        liveness = Optional.of(opened);
        URI uri = URI.create("ws://" + authority + "/liveness/" + worker.value() + "/" + session);
        client.newWebSocketBuilder()
                .connectTimeout(CONNECT_PATIENCE)
                .buildAsync(uri, opened)
                .whenComplete((socket, error) -> {
                    if (error != null) {
                        opened.end();
                    }
                });
    }

    @Override
    public void close() {
        liveness.ifPresent(Liveness::end);
    }

    /** Pings twice as often as the coordinator needs to hear, and ends when it hears nothing itself. */
    private static final class Liveness implements WebSocket.Listener {
        private final ScheduledExecutorService pings = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "liveness");
            thread.setDaemon(true);
            return thread;
        });
        private final AtomicBoolean ended = new AtomicBoolean();
        private final Runnable onEnd;
        private volatile long heardNanos = System.nanoTime();
        private volatile Optional<WebSocket> socket = Optional.empty();

        Liveness(Runnable onEnd) {
            this.onEnd = onEnd;
        }

        @Override
        public void onOpen(WebSocket webSocket) {
            socket = Optional.of(webSocket);
            heardNanos = System.nanoTime();
            try {
                pings.scheduleWithFixedDelay(
                        () -> ping(webSocket), 0, Protocol.HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
                webSocket.request(1);
            } catch (RejectedExecutionException e) {
                // It was closed while it was being opened.
                webSocket.abort();
            }
        }

        private void ping(WebSocket webSocket) {
            if (System.nanoTime() - heardNanos > SILENCE_NANOS) {
                end();
            } else {
                webSocket.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, error) -> {
                    if (error != null) {
                        end();
                    }
                });
            }
        }

        private CompletionStage<?> heard(WebSocket webSocket) {
            heardNanos = System.nanoTime();
            webSocket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
            return heard(webSocket);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
            return heard(webSocket);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            end();
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            end();
        }

        void end() {
            if (ended.compareAndSet(false, true)) {
                pings.shutdownNow();
                socket.ifPresent(WebSocket::abort);
                onEnd.run();
            }
        }
    }
}
