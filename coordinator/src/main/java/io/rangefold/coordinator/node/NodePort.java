package io.rangefold.coordinator.node;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.util.JavalinBindException;
import io.javalin.websocket.WsConfig;
import io.javalin.websocket.WsContext;
import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.job.BlobUnavailableException;
import io.rangefold.job.SegmentSink;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Protocol;
import io.rangefold.protocol.WorkerId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The port for workers: input data and output by hash, and a connection for each worker that shows at once when one end is
 * gone. A process that is killed has its connection closed by its system within some milliseconds.
 */
final class NodePort implements AutoCloseable {
    private static final int MAX_THREADS = 64;
    private static final int MIN_THREADS = 2;

    private final Javalin javalin;
    private volatile Optional<Listener> listener = Optional.empty();

    /** Is told of workers' connections. */
    interface Listener {
        void opened(WorkerId worker, long session, Runnable close);

        void ended(WorkerId worker, long session);
    }

    private NodePort(BlobStore blobs, Duration silence) {
        this.javalin = Javalin.create(config -> {
            configure(config);
            // Workers send no Origin; a browser does, whatever page it shows.
            config.routes.before(NodePort::refuseBrowsers);
            config.routes.wsBeforeUpgrade(NodePort::refuseBrowsers);
            config.routes.get("/blobs/{id}", context -> read(context, blobs));
            config.routes.put("/blobs/{id}", context -> write(context, blobs));
            config.routes.ws("/liveness/{worker}/{session}", ws -> liveness(ws, silence));
        });
    }

    /**
     * Starts to listen.
     *
     * @param silence a connection without a sign of life for so long is closed
     * @throws NodeStartException if the address can't be had
     */
    static NodePort start(String bind, int port, BlobStore blobs, Duration silence) throws NodeStartException {
        NodePort nodePort = new NodePort(blobs, silence);
        try {
            nodePort.javalin.start(bind, port);
        } catch (JavalinBindException e) {
            throw new NodeStartException(
                    "the node port can't listen on " + bind + ":" + port
                            + ": it is in use, or not an address of this machine",
                    "another coordinator may be running: end it, or choose another --node-port",
                    e);
        }
        return nodePort;
    }

    int port() {
        return javalin.port();
    }

    void attach(Listener to) {
        listener = Optional.of(to);
    }

    private static void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.maxRequestSize = SegmentSink.MAX_SEGMENT_BYTES;
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("node-port");
        threads.setDaemon(true);
        config.jetty.threadPool = threads;
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    }

    private static void refuseBrowsers(Context context) {
        if (context.header("Origin") != null) {
            throw new ForbiddenResponse("this port is for workers");
        }
    }

    private static void read(Context context, BlobStore blobs) {
        try {
            context.contentType("application/octet-stream").result(blobs.get(id(context)));
        } catch (BlobUnavailableException e) {
            context.status(404).result(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            context.status(400).result(String.valueOf(e.getMessage()));
        }
    }

    private static void write(Context context, BlobStore blobs) {
        try {
            blobs.put(id(context), context.bodyAsBytes());
            context.status(204);
        } catch (IllegalArgumentException e) {
            context.status(400).result(String.valueOf(e.getMessage()));
        }
    }

    private static BlobId id(Context context) {
        return new BlobId(context.pathParam("id"));
    }

    private void liveness(WsConfig ws, Duration silence) {
        ws.onConnect(context -> {
            context.session.setIdleTimeout(silence);
            context.enableAutomaticPings(Protocol.HEARTBEAT_MILLIS, TimeUnit.MILLISECONDS);
            listener.ifPresent(to -> to.opened(worker(context), session(context), context::closeSession));
        });
        ws.onClose(context -> listener.ifPresent(to -> to.ended(worker(context), session(context))));
    }

    private static WorkerId worker(WsContext context) {
        return new WorkerId(context.pathParam("worker"));
    }

    private static long session(WsContext context) {
        return Long.parseLong(context.pathParam("session"));
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
