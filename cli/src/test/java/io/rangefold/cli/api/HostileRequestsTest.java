package io.rangefold.cli.api;

import static io.rangefold.cli.api.RawHttp.get;
import static io.rangefold.cli.api.RawHttp.head;
import static io.rangefold.cli.api.RawHttp.post;
import static io.rangefold.cli.api.RawHttp.postHead;
import static io.rangefold.cli.api.RawHttp.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.api.RawHttp.Answer;
import io.rangefold.cli.fake.EchoKind;
import io.rangefold.cli.fake.FakeJobs;
import io.rangefold.cli.fake.StepsKind;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.ApiStartException;
import io.rangefold.job.JobKinds;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no proper client sends: each is refused as the caller's mistake, with a problem, and nothing else suffers. */
class HostileRequestsTest {
    private static final JobKinds KINDS = JobKinds.of(new StepsKind(), new EchoKind());
    private static final String JOBS = "/api/v1/jobs";

    private final FakeJobs jobs = new FakeJobs(KINDS);
    private ApiServer server;

    @BeforeEach
    void start() throws ApiStartException {
        server = ApiServer.start(jobs, KINDS, ApiSettings.loopback(0));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void assertServes() throws IOException {
        assertThat(get(server.port(), "/api/v1/version").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {JOBS, "/api/v1/prune", "/api/v1/jobs/job-1/priority"})
    void deepNesting_isRefused(String path) throws IOException {
        for (String open : List.of("[", "{\"a\":", "{\"kind\":[", "{\"arguments\":{\"from\":[")) {
            assertThat(post(server.port(), path, open.repeat(100_000)).problem(400))
                    .isEqualTo("bad-input");
        }
        assertServes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"kind\":\"st\u0000eps\"}",
                "{\"kind\":\"steps\\u0000\"}",
                "{\"ki\u0001nd\":\"steps\"}",
                "{\"kind\":\"steps\",\"options\":{\"name\":\"a\\u0007b\"}}",
                "{\"kind\":\"steps\",\"options\":{\"name\":\"\u001b[31m\"}}",
                "{\"kind\":\"steps\",\"idempotencyKey\":\"\\u0000\"}",
                "{\"kind\":\"steps\",\"arguments\":{\"from\":\"\\u0000\",\"to\":1}}",
                "{\"kind\":\"\u00ff\u00fe\"}",
                "{\"kind\":\"\u00c3(\"}",
                "{\"kind\":\"\u00ed\u00a0\u0080\"}",
                "{\"kind\":\"\\ud800\"}",
                "\u00ff\u00fe{\u0000}\u0000",
                "\u0000",
                "{\"kind\":\"steps\",\"arguments\":{\"from\":\"0\",\"to\":\"1\",\"\\ud800\":1}}",
                "{\"kind\":\"steps\",\"files\":{\"input\":{\"name\":\"x\",\"base64\":\"\u0000!\"}}}",
            })
    void bytesThatAreNoText_areRefused(String body) throws IOException {
        assertThat(post(server.port(), JOBS, body).problem(400)).isEqualTo("bad-input");
        assertThat(post(server.port(), "/api/v1/prune", body.replace("kind", "olderThan"))
                        .problem(400))
                .isEqualTo("bad-input");
        assertThat(jobs.submitted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/jobs/%00",
                "/api/v1/jobs/a%00b/events",
                "/api/v1/jobs/%ff%fe",
                "/api/v1/jobs/%c3%28/result",
                "/api/v1/jobs/%ed%a0%80",
                "/api/v1/jobs/%",
                "/api/v1/jobs/%g0",
                "/api/v1/jobs/%u0041",
                "/api/v1/jobs/a%0d%0ab",
                "/api/v1/jobs/..%2f..%2fetc",
                "/api/v1/jobs/..;/version/x",
                "/api/v1/jobs/\u00ff",
                "/api/v1/jobs/\u0001",
                "/api/v1/jobs/\u0000",
                "/api/v1/jobs//",
                "/api/v1/%6aobs/%5c",
                "/api/v1/jobs?name=%00",
                "/api/v1/jobs?name=%ff%fe",
                "/api/v1/jobs?name=%ed%a0%80",
                "/api/v1/jobs?name=%",
                "/api/v1/jobs?name=%g0",
                "/api/v1/jobs?name=\u0000",
                "/api/v1/jobs?name=\u0007",
                "/api/v1/jobs?kind=a%0ab",
                "/api/v1/jobs?%00=1",
                "/api/v1/jobs?%ff=1",
                "/api/v1/jobs?before=%00",
                "/api/v1/jobs?limit=%00",
                "/api/v1/jobs?limit=%31%00",
                "/api/v1/live?jobs=%00",
                "/api/v1/live?jobs=%ff",
                "/api/v1/events?after=%00",
                "/api/v1/events?after=%d9%a1",
            })
    void addressThatIsNoText_isRefused(String path) throws IOException {
        Answer answer = get(server.port(), path);

        assertThat(answer.status()).isIn(400, 404);
        answer.problem(answer.status());
    }

    @Test
    void nameOfAWorkerThatIsNoText_isNoWorkers() throws IOException {
        for (String id : List.of("%00", "%1b%5b31m", "%e2%80%ae", "x".repeat(5000))) {
            Answer answer = post(server.port(), "/api/v1/workers/" + id + "/drain", "");
            assertThat(answer.status()).isIn(400, 404);
            answer.problem(answer.status());
        }
    }

    @Test
    void addressOrHeaderThatIsTooLong_isRefused() throws IOException {
        String x = "x".repeat(100_000);
        for (String request : List.of(
                head("GET", "/" + x),
                head("GET", JOBS + "/" + x),
                head("GET", JOBS + "?name=" + x),
                head("GET", JOBS) + "X-" + x + ": 1\r\n",
                head("GET", JOBS) + "X: 1\r\n".repeat(20_000),
                postHead(JOBS) + "Idempotency-Key: " + x + "\r\n",
                x + " / HTTP/1.1\r\nHost: localhost\r\n")) {
            Answer answer = send(server.port(), request + "Connection: close\r\n\r\n");
            assertThat(answer.status()).as(request.substring(0, 30)).isIn(400, 414, 431);
            answer.problem(answer.status());
        }
        assertServes();
    }

    @Test
    void keyThatIsTooLongOrNoText_isRefused() throws IOException {
        String body = "{\"kind\":\"echo\",\"positional\":[1]}";
        for (String key : List.of("k".repeat(4000), " ", "a\tb", "\u0007")) {
            Answer answer = send(
                    server.port(),
                    postHead(JOBS) + "Idempotency-Key: " + key + "\r\nContent-Length: " + body.length()
                            + "\r\nConnection: close\r\n\r\n" + body);
            answer.problem(400);
        }
        String inBody = "{\"kind\":\"echo\",\"positional\":[1],\"idempotencyKey\":\"" + "k".repeat(1_000_000) + "\"}";
        Answer answer = post(server.port(), JOBS, inBody);
        assertThat(answer.problem(400)).isEqualTo("bad-input");
        assertThat(answer.body()).hasSizeLessThan(2000);
        assertThat(jobs.submitted()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"steps\",\"kind\":\"echo\"}",
                "{\"kind\":\"steps\",\"arguments\":{\"from\":0,\"from\":1,\"to\":2}}",
                "{\"kind\":\"steps\",\"arguments\":{\"from\":0,\"to\":1},\"arguments\":{\"from\":0,\"to\":2}}",
                "{\"kind\":\"steps\",\"options\":{\"priority\":1,\"priority\":2}}",
                "{\"kind\":\"steps\",\"k\\u0069nd\":\"echo\"}",
            })
    void fieldThatIsThereTwice_isRefused(String body) throws IOException {
        assertThat(post(server.port(), JOBS, body).problem(400)).isEqualTo("bad-input");
        assertThat(jobs.submitted()).isZero();
    }

    @Test
    void numberThatIsTooLarge_isRefused() throws IOException {
        String nines = "9".repeat(50_000);
        for (String body : List.of(
                "{\"kind\":\"steps\",\"options\":{\"priority\":" + nines + "}}",
                "{\"kind\":\"steps\",\"options\":{\"priority\":1e999999999}}",
                "{\"kind\":\"steps\",\"options\":{\"priority\":-1e-999999999}}",
                "{\"kind\":\"steps\",\"options\":{\"maxSlots\":2147483648}}",
                "{\"kind\":\"steps\",\"options\":{\"maxAttempts\":18446744073709551617}}",
                "{\"kind\":\"steps\",\"options\":{\"timeout\":\"" + nines + "d\"}}",
                "{\"kind\":\"steps\",\"arguments\":{\"from\":0,\"to\":" + nines + "}}",
                "{\"kind\":\"steps\",\"arguments\":{\"from\":0,\"to\":1e999999999}}",
                "{\"kind\":" + nines + "}",
                "{\"kind\":NaN}")) {
            Answer answer = post(server.port(), JOBS, body);
            assertThat(answer.problem(400)).isEqualTo("bad-input");
        }
        assertThat(post(server.port(), "/api/v1/prune", "{\"olderThan\":\"" + nines + "d\"}")
                        .problem(400))
                .isEqualTo("bad-input");
        assertThat(post(server.port(), "/api/v1/jobs/job-1/priority", "{\"priority\":" + nines + "}")
                        .problem(400))
                .isEqualTo("bad-input");
        assertThat(jobs.submitted()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "9223372036854775807,     200",
        "9223372036854775808,     400",
        "9999999999999999999,     400",
        "00000000000000000000001, 400",
        "+1,                      400",
        "1e3,                     400",
        "-1,                      400",
    })
    void number_endsAtTheLargestThatALongHolds(String text, int status) throws IOException {
        assertThat(post(server.port(), JOBS, "{\"kind\":\"echo\",\"positional\":[1]}")
                        .status())
                .isEqualTo(201);
        assertThat(get(server.port(), "/api/v1/jobs/job-1/history?after=" + text)
                        .status())
                .isEqualTo(status);
        Answer header = send(
                server.port(),
                head("GET", "/api/v1/jobs/job-1/events") + "Last-Event-ID: " + text + "\r\nConnection: close\r\n\r\n");
        assertThat(header.status()).isEqualTo(status);
    }

    @Test
    void endlessBody_isRefused_andTheConnectionClosed() throws IOException {
        String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
        for (String path : List.of("/api/v1/prune", "/api/v1/jobs/job-1/priority")) {
            try (Socket socket = RawHttp.connect(server.port())) {
                RawHttp.write(socket, postHead(path) + "Transfer-Encoding: chunked\r\n\r\n" + chunk);
                RawHttp.write(socket, "1\r\n \r\n");
                Answer answer = RawHttp.rest(socket);
                assertThat(answer.problem(413)).isEqualTo("too-large");
                assertThat(answer.json().path("detail").asText()).contains("64 KiB");
                assertThat(answer.head()).contains("connection: close");
            }
        }
        try (Socket socket = RawHttp.connect(server.port())) {
            RawHttp.write(socket, postHead(JOBS) + "Transfer-Encoding: chunked\r\n\r\n6\r\n{]!   \r\n");
            assertThat(RawHttp.rest(socket).problem(400)).isEqualTo("bad-input");
        }
        assertServes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
                "Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n{",
                "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Content-Length: 3\r\nContent-Length: 4\r\n\r\n{} ",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: 99999999999999999999\r\n\r\n{}",
                "Content-Length: 1 1\r\n\r\n{}",
                "Content-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
                "Expect: the-unexpected\r\nContent-Length: 2\r\n\r\n{}",
            })
    void bodyWhoseEndIsUnclear_isRefused(String rest) throws IOException {
        Answer answer = send(server.port(), postHead(JOBS) + "Connection: close\r\n" + rest);

        assertThat(answer.status()).isBetween(400, 499);
        answer.problem(answer.status());
        assertThat(jobs.submitted()).isZero();
        assertServes();
    }

    @Test
    void bodyThatBreaksOff_isTheCallersMistake() throws IOException {
        try (Socket socket = RawHttp.connect(server.port())) {
            RawHttp.write(socket, postHead(JOBS) + "Content-Length: 100\r\n\r\n{\"kind\":");
            socket.shutdownOutput();
            Answer answer = RawHttp.rest(socket);
            assertThat(answer.status()).isEqualTo(400);
            answer.problem(400);
        }
        assertThat(jobs.submitted()).isZero();
        assertServes();
    }
}
