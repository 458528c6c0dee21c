package io.rangefold.coordinator.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.coordinator.document.DocumentReader;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.protocol.JobId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a job's events on a thread of its own until the job ends, or it is closed. When the connection ends before, it asks for
 * the job, wherever the coordinator that leads is by then, and reads on there; it gives up when there is no answer or no
 * such job. By the JDK's new HTTP client: an answer of the old one can't be closed while it is being read.
 */
final class RemoteWatch implements JobService.Subscription {
    private static final String EVENT = "event: ";
    private static final String DATA = "data: ";
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);
    private static final long PAUSE_MILLIS = 500;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIMEOUT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    private final ApiClient client;
    private final JobId id;
    private final Consumer<JobView> listener;
    private @Nullable InputStream body;
    private boolean closed;
    private volatile boolean ended;

    private RemoteWatch(ApiClient client, JobId id, Consumer<JobView> listener) {
        this.client = client;
        this.id = id;
        this.listener = listener;
    }

    static RemoteWatch start(ApiClient client, JobId id, Consumer<JobView> listener) {
        RemoteWatch watch = new RemoteWatch(client, id, listener);
        Thread thread = new Thread(watch::follow, "watch-" + id);
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    @Override
    public synchronized void close() {
        closed = true;
        closeBody();
    }

    private void follow() {
        try {
            while (!ended && !isClosed()) {
                readEvents();
                if (!ended && !isClosed()) {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                    tell(DocumentReader.job(client.get("jobs/" + id)));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Whoever listens asks for the job when it hears nothing, and gets the error then.
            close();
        }
    }

    private void tell(JobView job) {
        ended = job.state().isTerminal();
        if (!isClosed()) {
            listener.accept(job);
        }
    }

    private void readEvents() {
        try {
            InputStream in = open();
            keep(in);
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
                boolean isJob = false;
                for (String line = lines.readLine(); line != null && !isClosed(); line = lines.readLine()) {
                    if (line.startsWith(EVENT)) {
                        isJob = line.equals(EVENT + "job");
                    } else if (isJob && line.startsWith(DATA)) {
                        tell(DocumentReader.job(MAPPER.readTree(line.substring(DATA.length()))));
                    }
                }
            }
        } catch (IOException e) {
            // The connection was lost: the job is asked for, and the error comes then, if there still is one.
        }
    }

    private InputStream open() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(client.at("jobs/" + id + "/events"))
                .timeout(ANSWER_TIMEOUT)
                .build();
        try {
            HttpResponse<InputStream> response = HTTP.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() != HttpURLConnection.HTTP_OK) {
                response.body().close();
                throw new IOException("status " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private synchronized void keep(InputStream in) {
        body = in;
        if (closed) {
            closeBody();
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private void closeBody() {
        if (body != null) {
            try {
                body.close();
            } catch (IOException e) {
                throw new UncheckedIOException("closing a connection", e);
            }
        }
    }
}
