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
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Reaches a coordinator's node port. */
final class HttpCoordinatorAccess implements CoordinatorAccess {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);

    /**
     * A coordinator that answers so many pings with nothing, for 4.5 s, is looked for elsewhere. It lives longer than a long
     * collection of garbage takes; and one that was only slow costs a registration, with which all leases go on.
     */
    private static final int UNANSWERED_PINGS = 9;

    private final HttpClient client;
    private final String authority;
    private final Set<CompletableFuture<?>> requests = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;
    private Optional<Liveness> liveness = Optional.empty();

    private HttpCoordinatorAccess(HttpClient client, String host, int nodePort) {
        this.client = client;
        this.authority = (host.contains(":") ? "[" + host + "]" : host) + ":" + nodePort;
    }

    /** Ways to one coordinator after the other share a client: before JDK 21 one ends with the next garbage collection only. */
    static CoordinatorAccess.Factory factory() {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT_PATIENCE)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
        return (host, nodePort) -> new HttpCoordinatorAccess(client, host, nodePort);
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
        requests.add(answer);
        try {
            if (closed) {
                throw new CancellationException("closed");
            }
            // The request's own time-out ends with the headers; this one covers the body.
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | CancellationException e) {
            throw new BlobUnavailableException("the node port at " + authority + " can't be reached: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BlobUnavailableException("interrupted", e);
        } finally {
            answer.cancel(true);
            requests.remove(answer);
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

    /** Who waits for this coordinator need not wait any longer: another one is registered with. */
    @Override
    public void close() {
        closed = true;
        requests.forEach(request -> request.cancel(true));
        liveness.ifPresent(Liveness::close);
    }

    /**
     * Pings as often as the coordinator does. One that is silent is told of, and not hung up on: should it lead on, it is not to
     * think that this worker has died.
     */
    private static final class Liveness implements WebSocket.Listener {
        private final ScheduledExecutorService pings = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "liveness");
            thread.setDaemon(true);
            return thread;
        });
        private final AtomicBoolean told = new AtomicBoolean();
        private final AtomicInteger unanswered = new AtomicInteger();
        private final Runnable onEnd;
        private volatile Optional<WebSocket> socket = Optional.empty();

        Liveness(Runnable onEnd) {
            this.onEnd = onEnd;
        }

        @Override
        public void onOpen(WebSocket webSocket) {
            socket = Optional.of(webSocket);
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
            // Counted, not timed: a process that was stopped has to read first what came meanwhile.
            if (unanswered.incrementAndGet() > UNANSWERED_PINGS) {
                tell();
            } else {
                webSocket.sendPing(ByteBuffer.allocate(0)).whenComplete((sent, error) -> {
                    if (error != null) {
                        end();
                    }
                });
            }
        }

        private CompletionStage<?> heard(WebSocket webSocket) {
            unanswered.set(0);
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

        private void tell() {
            if (told.compareAndSet(false, true)) {
                onEnd.run();
            }
        }

        private void end() {
            close();
            tell();
        }

        void close() {
            pings.shutdownNow();
            socket.ifPresent(WebSocket::abort);
        }
    }
}
