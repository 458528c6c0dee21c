package io.rangefold.cli.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a coordinator and counts the connections that carry live streams. */
final class CountingProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String STREAM = "GET /api/v1/live";

    private final ServerSocket server;
    private final int target;
    private final AtomicInteger streams = new AtomicInteger();

    /** @param target port on loopback that it stands for */
    CountingProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + server.getLocalPort();
    }

    /** How many streams are open now. */
    int streams() {
        return streams.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket coordinator = new Socket(InetAddress.getLoopbackAddress(), target);
                daemon(() -> pass(client, coordinator, true));
                daemon(() -> pass(coordinator, client, false));
            } catch (IOException e) {
                // The next one may get through.
            }
        }
    }

    private void pass(Socket from, Socket to, boolean asks) {
        boolean streaming = false;
        byte[] buffer = new byte[BUFFER_BYTES];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (asks
                        && !streaming
                        && new String(buffer, 0, count, StandardCharsets.ISO_8859_1).startsWith(STREAM)) {
                    streaming = true;
                    streams.incrementAndGet();
                }
                out.write(buffer, 0, count);
                out.flush();
            }
        } catch (IOException e) {
            // Either end has left.
        } finally {
            if (streaming) {
                streams.decrementAndGet();
            }
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "counting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
