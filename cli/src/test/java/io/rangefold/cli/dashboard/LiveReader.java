package io.rangefold.cli.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Reads the live stream as a page of a job does, and throws away what it reads: ten browsers would take the machine's cores. */
final class LiveReader implements AutoCloseable {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final InputStream stream;

    /** @param page address of the job's page */
    LiveReader(String page) {
        String stream = page.replace("/#/jobs/", "/api/v1/live?jobs=");
        try {
            this.stream = CLIENT.send(
                            HttpRequest.newBuilder(URI.create(stream)).build(),
                            HttpResponse.BodyHandlers.ofInputStream())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        Thread reader = new Thread(this::read, "live-reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try {
            byte[] buffer = new byte[1 << 16];
            while (stream.read(buffer) >= 0) {
                // What it says does not matter here.
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
