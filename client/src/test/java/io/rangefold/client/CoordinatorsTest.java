package io.rangefold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Coordinators that lead, stand by, die, and are none. */
class CoordinatorsTest {
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    private FakeCoordinator serve(FakeCoordinator.Handler handler) {
        FakeCoordinator server = new FakeCoordinator(handler);
        opened.add(server);
        return server;
    }

    private FakeCoordinator leader() {
        return serve((exchange, request) -> FakeCoordinator.json(
                exchange, request.method().equals("POST") ? 201 : 200, FakeCoordinator.job("a", "RUNNING")));
    }

    private RangefoldClient client(String urls) {
        return client(ClientSettings.of(urls));
    }

    private RangefoldClient client(ClientSettings settings) {
        RangefoldClient client = RangefoldClient.connect(settings);
        opened.add(client);
        return client;
    }

    private static String freeUrl() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + free.getLocalPort();
        }
    }

    @Test
    void redirection_isFollowedAndRemembered() {
        FakeCoordinator leader = leader();
        FakeCoordinator standby = serve((exchange, request) -> {
            exchange.getResponseHeaders().set("Location", leader.url() + request.path());
            FakeCoordinator.json(exchange, 307, "{}");
        });
        RangefoldClient client = client(standby.url());

        assertThat(client.submit(JobSpec.of("echo")).job().state()).isEqualTo(JobState.RUNNING);
        assertThat(standby.requests()).hasSize(1);
        assertThat(leader.requests()).hasSize(2);
        assertThat(leader.requests().get(0).body())
                .isEqualTo(standby.requests().get(0).body())
                .contains("\"kind\":\"echo\"");
    }

    @Test
    void redirectionToAnotherPath_isRefused() {
        FakeCoordinator leader = leader();
        FakeCoordinator standby = serve((exchange, request) -> {
            exchange.getResponseHeaders().set("Location", leader.url() + "/elsewhere");
            FakeCoordinator.json(exchange, 307, "{}");
        });
        RangefoldClient client = client(ClientSettings.of(standby.url()).withPatience(Duration.ZERO));

        assertThatThrownBy(() -> client.submit(JobSpec.of("echo")))
                .isInstanceOf(NotReachableException.class)
                .hasMessageContaining("redirected to something else");
        assertThat(leader.requests()).isEmpty();
    }

    @Test
    void circleOfRedirections_isLeft() {
        AtomicReference<String> second = new AtomicReference<>();
        FakeCoordinator first = serve((exchange, request) -> {
            exchange.getResponseHeaders().set("Location", second.get() + request.path());
            FakeCoordinator.json(exchange, 307, "");
        });
        second.set(first.url());
        RangefoldClient client = client(ClientSettings.of(first.url()).withPatience(Duration.ZERO));

        assertThatThrownBy(client::workers)
                .isInstanceOf(NotReachableException.class)
                .hasMessageContaining("one on to the other");
    }

    @Test
    void election_isWaitedFor() {
        AtomicInteger asked = new AtomicInteger();
        FakeCoordinator server = serve((exchange, request) -> {
            if (asked.incrementAndGet() < 4) {
                FakeCoordinator.json(
                        exchange,
                        503,
                        "{\"title\":\"x\",\"code\":\"no-leader\",\"detail\":\"no coordinator leads\",\"hint\":\"wait\"}");
            } else {
                FakeCoordinator.json(exchange, 200, FakeCoordinator.job("a", "PAUSED"));
            }
        });

        assertThat(client(server.url()).job("a").job().state()).isEqualTo(JobState.PAUSED);
        assertThat(asked).hasValue(4);
    }

    @Test
    void electionThatNobodyWins_isSaid() {
        FakeCoordinator server = serve((exchange, request) -> FakeCoordinator.json(
                exchange,
                503,
                "{\"schema\":\"rangefold.error/1\",\"error\":{\"code\":\"no-leader\",\"message\":\"nobody leads\","
                        + "\"where\":\"\",\"hint\":\"\"}}"));
        RangefoldClient client = client(ClientSettings.of(server.url()).withPatience(Duration.ofMillis(200)));

        assertThatThrownBy(client::jobs)
                .isInstanceOf(NotReachableException.class)
                .hasMessageContaining(server.url())
                .hasMessageContaining("nobody leads");
        assertThat(server.requests()).hasSizeGreaterThan(1);
    }

    @Test
    void nobodyThere_isSaidWithoutPatience() throws IOException {
        String urls = freeUrl() + ", " + freeUrl();
        RangefoldClient client = client(ClientSettings.of(urls).withPatience(Duration.ofDays(1)));

        assertThatThrownBy(client::jobs)
                .isInstanceOf(NotReachableException.class)
                .hasMessageContaining(urls);
    }

    @Test
    void deadCoordinator_isPassedOver() throws IOException {
        FakeCoordinator leader = leader();

        assertThat(client(freeUrl() + "," + leader.url()).job("a").job().id()).isEqualTo("a");
    }

    @Test
    void coordinatorThatComesBack_isFoundAgain() {
        FakeCoordinator first = leader();
        int port = first.port();
        RangefoldClient client = client(first.url());
        client.job("a").job();
        first.close();
        AtomicReference<Job> found = new AtomicReference<>();
        Thread asking = new Thread(() -> found.set(client.job("a").job()));
        asking.start();
        await().until(() -> asking.getState() == Thread.State.TIMED_WAITING);
        opened.add(new FakeCoordinator(
                port,
                (exchange, request) -> FakeCoordinator.json(exchange, 200, FakeCoordinator.job("a", "CANCELLED"))));

        await().until(() -> found.get() != null);
        assertThat(found.get().state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void answerThatIsCutShort_isAskedForAgain_withTheSameKey() {
        AtomicInteger asked = new AtomicInteger();
        FakeCoordinator server = serve((exchange, request) -> {
            if (asked.incrementAndGet() == 1) {
                exchange.sendResponseHeaders(201, 1000);
                exchange.getResponseBody().write('{');
            } else {
                FakeCoordinator.json(exchange, 201, FakeCoordinator.job("a", "QUEUED"));
            }
        });

        client(server.url()).submit(JobSpec.of("echo"));

        assertThat(server.requests()).hasSize(2);
        assertThat(server.requests().get(0).body())
                .contains("\"idempotencyKey\":\"")
                .isEqualTo(server.requests().get(1).body());
    }

    @Test
    void silentCoordinator_isPassedOver() throws IOException {
        FakeCoordinator leader = leader();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            ClientSettings settings =
                    ClientSettings.of("http://127.0.0.1:" + silent.getLocalPort() + "," + leader.url());

            Job job = client(settings.withAnswerTimeout(Duration.ofMillis(200)))
                    .job("a")
                    .job();

            assertThat(job.id()).isEqualTo("a");
        }
    }

    @Test
    void coordinatorThatDripsItsAnswer_isNotWaitedForForever() throws Exception {
        try (ServerSocket dripping = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread server = new Thread(() -> drip(dripping));
            server.start();
            ClientSettings settings = ClientSettings.of("http://127.0.0.1:" + dripping.getLocalPort())
                    .withAnswerTimeout(Duration.ofMillis(300))
                    .withPatience(Duration.ZERO);

            assertThatThrownBy(client(settings)::jobs)
                    .isInstanceOf(NotReachableException.class)
                    .hasMessageContaining("no whole answer");
            server.join();
        }
    }

    private static void drip(ServerSocket socket) {
        try (Socket connection = socket.accept()) {
            connection
                    .getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            while (connection.getInputStream().available() >= 0) {
                connection.getOutputStream().write(' ');
                connection.getOutputStream().flush();
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            // The client has left.
        }
    }

    @Test
    void endlessAnswer_isCutOff() {
        FakeCoordinator server = serve((exchange, request) -> {
            exchange.sendResponseHeaders(200, 0);
            byte[] part = "[[],".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            for (int i = 0; i < 1_000_000; i++) {
                exchange.getResponseBody().write(part);
            }
        });
        ClientSettings settings = ClientSettings.of(server.url()).withMaxAnswerBytes(1_000_000);

        assertThatThrownBy(client(settings)::jobs)
                .isInstanceOf(NotReachableException.class)
                .hasMessageContaining("longer than 1000000 bytes");
    }

    @Test
    void somethingElse_isNamed() {
        FakeCoordinator server =
                serve((exchange, request) -> FakeCoordinator.json(exchange, 200, "<html>Hello\n</html>"));

        assertThatThrownBy(client(server.url())::jobs)
                .isInstanceOf(NotReachableException.class)
                .hasMessageStartingWith("what answers at " + server.url() + " is no coordinator");
    }

    @Test
    void documentOfSomethingElse_isNamed() {
        FakeCoordinator server =
                serve((exchange, request) -> FakeCoordinator.json(exchange, 200, "{\"schema\":\"rangefold.job/1\"}"));

        assertThatThrownBy(() -> client(server.url()).job("a").job())
                .isInstanceOf(NotReachableException.class)
                .hasMessageContaining("no coordinator that this client understands");
    }

    @Test
    void refusal_isReadFromAProblem() {
        FakeCoordinator server = serve((exchange, request) -> FakeCoordinator.json(
                exchange,
                400,
                "{\"title\":\"Bad input\",\"status\":400,\"detail\":\"there is no k\",\"code\":\"bad-input\","
                        + "\"where\":\"--expr, column 5\",\"hint\":\"use i\",\"errors\":[{\"field\":\"arguments.expr\",\"detail\":\"column 5\","
                        + "\"message\":\"there is no k\",\"hint\":\"use i\"}]}"));

        BadRequestException refused = catchThrowableOfType(
                BadRequestException.class, () -> client(server.url()).submit(JobSpec.of("range-sum")));

        assertThat(refused).hasMessage("there is no k (--expr, column 5); use i");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fault()).isEqualTo(new Fault("bad-input", "there is no k", "--expr, column 5", "use i"));
        assertThat(refused.errors())
                .containsExactly(
                        new BadRequestException.FieldError("arguments.expr", "column 5", "there is no k", "use i"));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void refusal_isReadFromAnErrorDocument() {
        FakeCoordinator server = serve((exchange, request) -> FakeCoordinator.json(
                exchange,
                404,
                "{\"schema\":\"rangefold.error/1\",\"error\":{\"code\":\"no-such-job\",\"message\":\"there is no job\","
                        + "\"where\":\"the path\",\"hint\":\"\"}}"));

        BadRequestException refused = catchThrowableOfType(
                BadRequestException.class, () -> client(server.url()).job("a").pause());

        assertThat(refused.fault().code()).isEqualTo("no-such-job");
        assertThat(refused.errors()).isEmpty();
    }

    @Test
    void failureInside_isNoRefusal() {
        FakeCoordinator server =
                serve((exchange, request) -> FakeCoordinator.json(exchange, 500, "{\"detail\":\"it broke\"}"));

        assertThatThrownBy(client(server.url())::kinds)
                .isInstanceOf(NotReachableException.class)
                .hasMessageContaining("it broke");
    }

    @Test
    void close_endsWhatWaits() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        FakeCoordinator server = serve((exchange, request) -> awaitQuietly(never));
        RangefoldClient client = client(server.url());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread waiting = new Thread(() -> thrown.set(org.assertj.core.api.Assertions.catchThrowable(client::jobs)));
        waiting.start();
        await().until(() -> server.requests().size() == 1);
        client.close();
        waiting.join();
        never.countDown();

        assertThat(thrown.get()).isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(client::jobs).isInstanceOf(ClientClosedException.class);
        assertThatThrownBy(() -> client.job("a").await(Duration.ofDays(1))).isInstanceOf(ClientClosedException.class);
    }

    @Test
    void interrupt_endsWhatWaits() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        FakeCoordinator server = serve((exchange, request) -> awaitQuietly(never));
        RangefoldClient client = client(server.url());
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        AtomicReference<Boolean> status = new AtomicReference<>();
        Thread waiting = new Thread(() -> {
            thrown.set(org.assertj.core.api.Assertions.catchThrowable(client::jobs));
            status.set(Thread.currentThread().isInterrupted());
        });
        waiting.start();
        await().until(() -> server.requests().size() == 1);
        waiting.interrupt();
        waiting.join();
        never.countDown();

        assertThat(thrown.get()).isInstanceOf(WaitInterruptedException.class);
        assertThat(status.get()).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void addressesThatAreNone_areRefused() {
        for (String urls :
                new String[] {"", "8520", "ftp://host", "http://", "http://a b", "http://u:p@host", "http://a,"}) {
            assertThatThrownBy(() -> RangefoldClient.connect(urls))
                    .as(urls)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
