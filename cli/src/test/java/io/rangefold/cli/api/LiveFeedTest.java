package io.rangefold.cli.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.cli.fake.FakeLeadership;
import io.rangefold.cli.node.ActorLauncher;
import io.rangefold.cli.node.EmbeddedCluster;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.ApiStartException;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.job.Arguments;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.JobId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads the stream of a server on a real port, whose coordinator has two slots that compute. */
class LiveFeedTest {
    private static final String ENDLESS = "1000000000000";
    private static final int PATIENCE_MILLIS = 30_000;

    private final FakeLeadership leadership = new FakeLeadership();
    private EmbeddedCluster cluster;
    private ApiServer server;

    @BeforeEach
    void start() throws ApiStartException {
        JobKinds kinds = JobKinds.installed();
        leadership.take();
        cluster = new ActorLauncher(() -> kinds, "test").startEmbedded(2, Optional.empty());
        server = ApiServer.start(cluster.jobs(), kinds, ApiSettings.loopback(0), leadership);
    }

    @AfterEach
    void stop() {
        server.close();
        cluster.close();
    }

    private JobId submit(String to) {
        Map<String, String> arguments = Map.of("from", "0", "to", to, "expr", "collatz(i+1)");
        return cluster.jobs()
                .submit(new JobRequest("range-sum", Arguments.ofOptions(arguments), JobOptions.DEFAULT))
                .toCompletableFuture()
                .join()
                .id();
    }

    private record Event(String id, String type, JsonNode data) {}

    /** A reader's connection. */
    private final class Stream implements AutoCloseable {
        private final HttpURLConnection connection;
        private final BufferedReader lines;

        Stream(String query) throws IOException {
            connection = (HttpURLConnection) URI.create("http://127.0.0.1:" + server.port() + "/api/v1/live" + query)
                    .toURL()
                    .openConnection();
            connection.setReadTimeout(PATIENCE_MILLIS);
            assertThat(connection.getContentType()).startsWith("text/event-stream");
            lines = new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
        }

        /** The next event; empty when the stream has ended. */
        Optional<Event> next() throws IOException {
            String id = "";
            String type = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    type = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    return Optional.of(new Event(id, type, new ObjectMapper().readTree(line.substring(6))));
                }
            }
            return Optional.empty();
        }

        Event await(String type, Predicate<JsonNode> wanted) throws IOException {
            while (true) {
                Event event = next().orElseThrow();
                if (event.type().equals(type) && wanted.test(event.data())) {
                    return event;
                }
            }
        }

        @Override
        public void close() {
            connection.disconnect();
        }
    }

    @Test
    void reader_isToldOfTheClusterFirst_andThenOfChanges() throws IOException {
        JobId before = submit("1000");
        await().until(() -> isTerminal(before));
        try (Stream stream = new Stream("")) {
            Event first = stream.next().orElseThrow();
            assertThat(first.type()).isEqualTo("cluster");
            assertThat(first.id()).isNotEmpty();
            assertThat(first.data().path("jobs").findValuesAsText("id")).containsExactly(before.value());
            assertThat(first.data().path("slots").path("total").asInt()).isEqualTo(2);

            JobId job = submit(ENDLESS);
            Event news = stream.await(
                    "cluster", data -> data.path("slots").path("busy").asInt() == 2);
            assertThat(news.data().path("jobs").findValuesAsText("id")).containsExactly(job.value());
            JsonNode slot =
                    news.data().path("workers").path(0).path("slotStates").path(0);
            assertThat(slot.path("job").asText()).isEqualTo(job.value());
            cluster.jobs().cancel(job);
            stream.await(
                    "cluster",
                    data -> data.path("jobs").findValuesAsText("state").contains("CANCELLED"));
        }
    }

    private boolean isTerminal(JobId job) {
        return cluster.jobs()
                .find(job)
                .toCompletableFuture()
                .join()
                .filter(view -> view.state().isTerminal())
                .isPresent();
    }

    @Test
    void watchedJob_showsItsMap_andItsTimeline_wholeFirst_thenWhatChanged() throws IOException {
        JobId job = submit(ENDLESS);
        try (Stream stream = new Stream("?jobs=" + job)) {
            Event whole = stream.await("timeline", data -> data.path("bars").size() >= 1);
            assertThat(whole.data().path("job").asText()).isEqualTo(job.value());
            Event map = stream.await("map", data -> data.toString().contains("LEASED"));
            assertThat(map.data().path("items").asText()).isEqualTo(ENDLESS);
            Event later = stream.await(
                    "timeline",
                    data -> data.path("revision").asLong()
                            > whole.data().path("revision").asLong());
            assertThat(later.data().path("lanes").size()).isPositive();
            cluster.jobs().cancel(job);
            Event last = stream.await("timeline", data -> data.path("ended").asBoolean());
            assertThat(last.data().path("bars").findValuesAsText("outcome")).contains("ENDED");
        }
    }

    @Test
    void secondReader_getsTheWholeTimeline_thoughTheFirstHasHadIt() throws IOException {
        JobId job = submit(ENDLESS);
        try (Stream first = new Stream("?jobs=" + job)) {
            first.await("timeline", data -> data.path("bars").size() >= 2);
            cluster.jobs().cancel(job);
            first.await("timeline", data -> data.path("ended").asBoolean());
            try (Stream second = new Stream("?jobs=" + job)) {
                Event whole = second.await("timeline", data -> true);
                assertThat(whole.data().path("bars").size()).isGreaterThanOrEqualTo(2);
            }
        }
    }

    @Test
    void stream_ends_whenAnotherCoordinatorLeads() throws IOException {
        try (Stream stream = new Stream("")) {
            stream.next().orElseThrow();
            leadership.lose();

            while (stream.next().isPresent()) {
                // What had been on its way.
            }
        }
    }

    @Test
    void readers_areBounded_andAPlaceIsFreeAgain_whenOneLeaves() throws IOException {
        JobId writes = submit(ENDLESS);
        Stream[] all = new Stream[64];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Stream("");
        }
        assertThat(status("")).isEqualTo(503);
        for (Stream stream : all) {
            stream.close();
        }
        await().atMost(Duration.ofMillis(PATIENCE_MILLIS)).until(() -> status("") == 200);
        cluster.jobs().cancel(writes);
    }

    private int status(String query) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + server.port() + "/api/v1/live" + query)
                        .toURL()
                        .openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "?jobs=A%20B",
        "?jobs=a&jobs=b",
        "?job=a",
        "'?jobs=a1,'",
        "'?jobs=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q'",
    })
    void badQuery_isRefused(String query) throws IOException {
        assertThat(status(query)).isEqualTo(400);
    }
}
