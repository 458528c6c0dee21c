package io.rangefold.cli.api;

import static io.rangefold.cli.api.RawHttp.get;
import static io.rangefold.cli.api.RawHttp.head;
import static io.rangefold.cli.api.RawHttp.post;
import static io.rangefold.cli.api.RawHttp.postHead;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rangefold.cli.api.RawHttp.Answer;
import io.rangefold.cli.fake.EchoKind;
import io.rangefold.cli.fake.FakeJobs;
import io.rangefold.cli.fake.StepsKind;
import io.rangefold.coordinator.api.ApiLimits;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.ApiStartException;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.Observation;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.JobKinds;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers that send or read slowly, or never, or are many: each is cut off, and everybody else is answered meanwhile. */
class SlowCallersTest {
    private static final JobKinds KINDS = JobKinds.of(new StepsKind(), new EchoKind());
    private static final String JOBS = "/api/v1/jobs";
    private static final String LIVE = "/api/v1/live";
    private static final String LONG_JOB = "{\"kind\":\"steps\",\"arguments\":{\"from\":0,\"to\":100000000,\"nap\":5}}";

    /** More than what the sockets' buffers at both ends take in. */
    private static final int LARGE = 9 << 20;

    private static final int TINY_BUFFER = 4096;
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final FakeJobs jobs = new FakeJobs(KINDS);
    private final AtomicInteger looks = new AtomicInteger();
    private final List<Socket> sockets = Collections.synchronizedList(new ArrayList<>());
    private ApiServer server;

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        server.close();
    }

    private void start(ApiLimits limits) throws ApiStartException {
        server = ApiServer.start(talkative(), KINDS, new ApiSettings("127.0.0.1", 0, Set.of(), limits));
    }

    /** The jobs, whose coordinator has more to tell at every look than a socket takes in. */
    private JobService talkative() {
        return (JobService) Proxy.newProxyInstance(
                JobService.class.getClassLoader(),
                new Class<?>[] {JobService.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "observe" -> CompletableFuture.completedFuture(observation(looks.incrementAndGet()));
                    case "history" ->
                        CompletableFuture.completedFuture(Optional.of(List.of(event((long) arguments[1]))));
                    default -> {
                        try {
                            yield method.invoke(jobs, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }
                });
    }

    private static Observation observation(int look) {
        WorkerView worker =
                new WorkerView("w1", "x".repeat(LARGE) + look, "127.0.0.1:1", 1, 0, WorkerView.State.ACTIVE, 0, 0);
        return new Observation(Instant.now(), "fake/1", false, List.of(), List.of(worker), List.of(), List.of());
    }

    private static JobEvent event(long after) {
        return new JobEvent(
                after + 1,
                Instant.now(),
                JobEvent.Type.STARTED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "x".repeat(LARGE));
    }

    private static ApiLimits impatient() {
        return new ApiLimits(SHORT, LONG, 0, 32, 4096);
    }

    private Socket connect(int receiveBytes) throws IOException {
        Socket socket = RawHttp.connect(server.port(), receiveBytes);
        sockets.add(socket);
        return socket;
    }

    /** Somebody who asks for a stream of events and never reads it. */
    private Socket neverReads(String path) throws IOException {
        Socket socket = connect(TINY_BUFFER);
        RawHttp.write(socket, head("GET", path) + "Connection: close\r\n\r\n");
        return socket;
    }

    private void assertServes() throws IOException {
        assertThat(get(server.port(), JOBS).status()).isEqualTo(200);
        Answer submitted = post(server.port(), JOBS, "{\"kind\":\"echo\",\"positional\":[1]}");
        assertThat(submitted.status()).isEqualTo(201);
    }

    @Test
    void bodyThatStops_isCutOff_andOthersAreServedMeanwhile() throws Exception {
        start(impatient());
        List<Socket> stopped = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Socket socket = connect(0);
            RawHttp.write(socket, postHead(JOBS) + "Content-Length: 1000\r\n\r\n{\"kind\":");
            stopped.add(socket);
        }
        assertServes();
        for (Socket socket : stopped) {
            Answer answer = RawHttp.rest(socket);
            assertThat(answer.problem(408)).isEqualTo("too-slow");
        }
        assertThat(jobs.submitted()).isEqualTo(1);
    }

    @Test
    void bodyThatTrickles_isCutOff_thoughItIsNeverIdle() throws Exception {
        start(new ApiLimits(LONG, SHORT, 1_000_000, 32, 4096));
        Socket socket = connect(0);
        RawHttp.write(socket, postHead(JOBS) + "Content-Length: 100000000\r\n\r\n{");
        CompletableFuture<Void> trickle = CompletableFuture.runAsync(() -> trickle(socket));
        assertServes();

        assertThat(RawHttp.rest(socket).problem(408)).isEqualTo("too-slow");
        socket.close();
        trickle.join();
        assertServes();
    }

    /** Sends a byte after the other until the connection ends. */
    private static void trickle(Socket socket) {
        try {
            while (true) {
                RawHttp.write(socket, " ");
                Thread.onSpinWait();
            }
        } catch (IOException closed) {
            // As it should be.
        }
    }

    @Test
    void bodiesThatStop_leaveThreadsToThoseThatOnlyAsk() throws Exception {
        start(new ApiLimits(LONG, LONG, 0, 3, 4096));
        for (int i = 0; i < 3; i++) {
            RawHttp.write(connect(0), postHead(JOBS) + "Content-Length: 1000\r\n\r\n{\"kind\":");
        }
        await().until(() -> post(server.port(), JOBS, "{\"kind\":\"echo\",\"positional\":[1]}")
                        .status()
                == 503);
        Answer refused = post(server.port(), "/api/v1/prune", "{\"olderThan\":\"1d\"}");
        assertThat(refused.problem(503)).isEqualTo("overloaded");
        assertThat(refused.head()).contains("retry-after: 1");
        assertThat(get(server.port(), JOBS).status()).isEqualTo(200);

        sockets.get(0).close();
        await().until(() -> post(server.port(), JOBS, "{\"kind\":\"echo\",\"positional\":[1]}")
                        .status()
                == 201);
    }

    @Test
    void manyConnections_thatSayNothing_orHalfARequest_leaveRoom() throws Exception {
        start(ApiLimits.DEFAULT);
        for (int i = 0; i < 300; i++) {
            Socket socket = connect(0);
            if (i % 3 == 1) {
                RawHttp.write(socket, "GET /api/v1/jobs HTTP/1.1\r\nHost: loc");
            } else if (i % 3 == 2) {
                RawHttp.write(socket, postHead(JOBS) + "Content-Length: 10\r\n\r\n");
            }
        }
        assertServes();
    }

    @Test
    void connectionsBeyondTheLimit_waitUntilOneEnds() throws Exception {
        start(new ApiLimits(LONG, LONG, 0, 32, 5));
        for (int i = 0; i < 5; i++) {
            Socket socket = connect(0);
            RawHttp.write(socket, head("GET", "/api/v1/version") + "\r\n");
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
        Socket waits = connect(0);
        RawHttp.write(waits, head("GET", "/api/v1/version") + "Connection: close\r\n\r\n");
        sockets.get(0).close();

        assertThat(RawHttp.rest(waits).status()).isEqualTo(200);
    }

    @Test
    void readersOfTheCluster_whoNeverRead_areCutOff_andTheirPlacesGivenBack() throws Exception {
        start(impatient());
        for (int i = 0; i < 64; i++) {
            neverReads(LIVE);
        }
        assertServes();
        // A place is free again only when somebody was cut off: nobody has left.
        await().until(() -> {
            Socket next = connect(0);
            RawHttp.write(next, head("GET", LIVE) + "\r\n");
            byte[] first = next.getInputStream().readNBytes("HTTP/1.1 200".length());
            next.close();
            return new String(first, StandardCharsets.US_ASCII).equals("HTTP/1.1 200");
        });
        assertServes();
    }

    @Test
    void readerOfTheCluster_whoReadsLate_isToldToBeginAnew() throws Exception {
        start(new ApiLimits(LONG, LONG, 0, 32, 4096));
        Socket socket = neverReads(LIVE);
        await().until(() -> looks.get() >= 6);
        assertServes();

        String all = RawHttp.rest(socket).body();
        assertThat(all).contains("event: cluster\n").contains("event: reset\ndata: {}\n\n");
        assertThat(all.substring(all.indexOf("event: reset"))).doesNotContain("event: cluster");
        int seen = looks.get();
        try (Socket again = RawHttp.connect(server.port())) {
            RawHttp.write(again, head("GET", LIVE) + "\r\n");
            await().until(() -> looks.get() > seen);
            assertThat(new String(again.getInputStream().readNBytes(2000), StandardCharsets.US_ASCII))
                    .contains("event: cluster");
        }
    }

    @Test
    void readerOfAJob_whoNeverReads_isCutOff_andTheJobGoesOn() throws Exception {
        start(impatient());
        post(server.port(), JOBS, LONG_JOB);
        neverReads(JOBS + "/job-1/events");
        await().until(jobs::isWatched);
        assertThat(post(server.port(), JOBS + "/job-1/pause", "")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("PAUSED");
        assertThat(post(server.port(), JOBS + "/job-1/resume", "")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("RUNNING");

        await().until(() -> !jobs.isWatched());
        assertThat(post(server.port(), JOBS + "/job-1/cancel", "")
                        .json()
                        .path("state")
                        .asText())
                .isEqualTo("CANCELLED");
    }

    @Test
    void readerWhoIsCutOff_seesTheConnectionEnd() throws Exception {
        start(impatient());
        post(server.port(), JOBS, LONG_JOB);
        Socket socket = neverReads(JOBS + "/job-1/events");
        await().until(jobs::isWatched);
        await().until(() -> !jobs.isWatched());

        long bytes = 0;
        try {
            byte[] part = new byte[1 << 16];
            for (int read = 0; read >= 0; read = socket.getInputStream().read(part)) {
                bytes += read;
            }
        } catch (SocketException reset) {
            // An end, too.
        }
        assertThat(bytes).isLessThan(LARGE);
        jobs.cancel(jobs.newest());
    }
}
