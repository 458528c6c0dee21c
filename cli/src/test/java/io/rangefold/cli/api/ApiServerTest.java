package io.rangefold.cli.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.cli.fake.EchoKind;
import io.rangefold.cli.fake.FakeJobs;
import io.rangefold.cli.fake.FakeLeadership;
import io.rangefold.cli.fake.StepsKind;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.ApiStartException;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.StoreUnavailableException;
import io.rangefold.job.JobKinds;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Speaks HTTP byte by byte with a server on a real port. */
class ApiServerTest {
    private static final JobKinds KINDS = JobKinds.of(new StepsKind(), new EchoKind());
    private static final String STEPS = "{\"kind\":\"steps\",\"arguments\":{\"from\":0,\"to\":\"100\"}}";

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

    @Test
    void job_isSubmittedFollowedAndShown() throws IOException {
        Answer submitted = post("/api/v1/jobs", STEPS);
        assertThat(submitted.status()).isEqualTo(201);
        assertThat(submitted.header("location")).isEqualTo("/api/v1/jobs/job-1");
        assertThat(submitted.json().path("schema").asText()).isEqualTo("rangefold.job/1");
        assertThat(submitted.json().has("result")).isFalse();

        Answer events = get("/api/v1/jobs/job-1/events");
        assertThat(events.header("content-type")).startsWith("text/event-stream");
        List<String> data =
                events.body().lines().filter(line -> line.startsWith("data: ")).toList();
        JsonNode last = new ObjectMapper().readTree(data.get(data.size() - 1).substring(6));
        assertThat(last.path("state").asText()).isEqualTo("SUCCEEDED");

        assertThat(get("/api/v1/jobs/job-1").json().path("state").asText()).isEqualTo("SUCCEEDED");
        Answer result = get("/api/v1/jobs/job-1/result");
        assertThat(result.json().path("result").path("sum").asText()).isEqualTo("4950");
        assertThat(get("/api/v1/jobs/job-1/result/text").body()).isEqualTo("4950\n");
        assertThat(get("/api/v1/jobs").json().path("jobs").path(0).path("id").asText())
                .isEqualTo("job-1");
        assertThat(get("/api/v1/jobs/job-1/explain").json().path("schema").asText())
                .isEqualTo("rangefold.explain/1");
    }

    @Test
    void elements_comeALineEach() throws IOException {
        post(
                "/api/v1/jobs",
                "{\"kind\":\"echo\",\"positional\":[1,\"two\"],"
                        + "\"files\":{\"input\":{\"name\":\"in.txt\",\"text\":\"three\\nfour\"}}}");
        get("/api/v1/jobs/job-1/events");
        Answer elements = get("/api/v1/jobs/job-1/result/elements");

        assertThat(elements.header("content-type")).isEqualTo("application/x-ndjson");
        assertThat(elements.header("rangefold-elements")).isEqualTo("words");
        assertThat(elements.header("rangefold-element-count")).isEqualTo("4");
        assertThat(elements.body()).isEqualTo("\"1\"\n\"two\"\n\"three\"\n\"four\"\n");
        assertThat(get("/api/v1/jobs/job-1/result/elements?offset=1&limit=2").body())
                .isEqualTo("\"two\"\n\"three\"\n");
        assertThat(get("/api/v1/jobs/job-1/result/elements?offset=3").body()).isEqualTo("\"four\"\n");
        assertThat(get("/api/v1/jobs/job-1/result/elements?limit=9").body()).isEqualTo(elements.body());
        assertThat(get("/api/v1/jobs/job-1/result/elements?offset=4").body()).isEmpty();
        assertThat(get("/api/v1/jobs/job-1/result/elements?limit=0").body()).isEmpty();
        assertThat(get("/api/v1/jobs/job-1/result/elements?limit=-1").fields()).containsExactly("query.limit");
    }

    @Test
    void job_isPausedResumedAndCancelled() throws IOException {
        post("/api/v1/jobs", "{\"kind\":\"steps\",\"arguments\":{\"from\":0,\"to\":100000,\"nap\":5}}");

        assertThat(post("/api/v1/jobs/job-1/pause", "").json().path("state").asText())
                .isEqualTo("PAUSED");
        assertThat(post("/api/v1/jobs/job-1/resume", "").json().path("state").asText())
                .isEqualTo("RUNNING");
        assertThat(get("/api/v1/jobs/job-1/result").json().path("result").isNull())
                .isTrue();
        Answer none = get("/api/v1/jobs/job-1/result/text");
        assertThat(none.status()).isEqualTo(409);
        assertThat(none.errorCode()).isEqualTo("no-result");
        assertThat(post("/api/v1/jobs/job-1/cancel", "").json().path("state").asText())
                .isEqualTo("CANCELLED");
    }

    @Test
    void job_isGivenAnotherPriority() throws IOException {
        post("/api/v1/jobs", "{\"kind\":\"steps\",\"arguments\":{\"from\":0,\"to\":100000,\"nap\":5}}");

        assertThat(post("/api/v1/jobs/job-1/priority", "{\"priority\":-4}")
                        .json()
                        .path("priority")
                        .asInt())
                .isEqualTo(-4);
        for (String body :
                List.of("", "{}", "[]", "{\"priority\":", "{\"priority\":11}", "{\"priority\":1,\"more\":1}", "1")) {
            Answer refused = post("/api/v1/jobs/job-1/priority", body);
            assertThat(refused.status()).as(body).isEqualTo(400);
            assertThat(refused.errorCode()).isEqualTo("bad-input");
        }
        assertThat(post("/api/v1/jobs/job-1/priority", "{\"priority\":\"x\"}").fields())
                .containsExactly("priority");
        assertThat(post("/api/v1/jobs/nope/priority", "{\"priority\":1}").errorCode())
                .isEqualTo("no-such-job");
        post("/api/v1/jobs/job-1/cancel", "");
        assertThat(post("/api/v1/jobs/job-1/priority", "{\"priority\":1}")
                        .json()
                        .path("priority")
                        .asInt())
                .isEqualTo(-4);
    }

    @Test
    void jobs_areListedInPagesAsWanted() throws IOException {
        for (String name : List.of("one", "two", "three")) {
            post("/api/v1/jobs", "{\"kind\":\"echo\",\"positional\":[1],\"options\":{\"name\":\"" + name + "\"}}");
        }

        JsonNode page = get("/api/v1/jobs?limit=2").json();
        assertThat(page.path("jobs").findValuesAsText("name")).containsExactly("three", "two");
        assertThat(page.path("next").asText()).isEqualTo("job-2");
        JsonNode last = get("/api/v1/jobs?limit=2&before=job-2").json();
        assertThat(last.path("jobs").findValuesAsText("name")).containsExactly("one");
        assertThat(last.path("next").isNull()).isTrue();
        assertThat(get("/api/v1/jobs?kind=steps").json().path("jobs")).isEmpty();
        assertThat(get("/api/v1/jobs?name=wo&kind=echo").json().path("jobs")).hasSize(1);
        assertThat(get("/api/v1/jobs?state=paused,CANCELLED").json().path("jobs"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/jobs?state=DONE,     \"DONE\" is no state of a job,      state",
        "/api/v1/jobs?limit=0,        0 is out of bounds,                 limit",
        "/api/v1/jobs?limit=1001,     1001 is out of bounds,              limit",
        "/api/v1/jobs?before=A%20B,   \"A B\" is no job's id,             before",
        "/api/v1/jobs?kind=,          the kind is empty,                  kind",
        "/api/v1/jobs?limt=3,         there is no parameter \"limt\",     limt",
        "/api/v1/jobs?limit=3&limit=4, \"limit\" is given more than once, limit",
        "/api/v1/jobs/job-1/history?after=-1, \"-1\" is no number,        after",
        "/api/v1/jobs/job-1/history?limit=x,  \"x\" is not a whole number, limit",
    })
    void badQuery_isRefusedWithItsPlace(String path, String message, String where) throws IOException {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("bad-input");
        assertThat(answer.json().path("detail").asText()).contains(message);
        assertThat(answer.json().path("where").asText()).isEqualTo("the query, " + where);
    }

    @Test
    void history_isShownInPages() throws IOException {
        post("/api/v1/jobs", STEPS);
        get("/api/v1/jobs/job-1/events");

        JsonNode all = get("/api/v1/jobs/job-1/history").json();
        assertThat(all.path("schema").asText()).isEqualTo("rangefold.history/1");
        assertThat(all.path("events").findValuesAsText("type")).containsExactly("SUBMITTED", "STARTED", "FINISHED");
        long first = all.path("events").path(0).path("number").asLong();
        JsonNode page = get("/api/v1/jobs/job-1/history?limit=1&after=" + first).json();
        assertThat(page.path("events").findValuesAsText("type")).containsExactly("STARTED");
        assertThat(page.path("next").asLong()).isGreaterThan(first);
        assertThat(get("/api/v1/jobs/nope/history").errorCode()).isEqualTo("no-such-job");
    }

    @Test
    void endedJobs_areForgotten() throws IOException {
        post("/api/v1/jobs", STEPS);
        get("/api/v1/jobs/job-1/events");

        assertThat(post("/api/v1/prune", "{\"olderThan\":\"1d\"}")
                        .json()
                        .path("jobs")
                        .asInt())
                .isZero();
        await().until(() -> post("/api/v1/prune", "{\"olderThan\":\"1ms\"}")
                        .json()
                        .path("jobs")
                        .asInt()
                == 1);
        assertThat(get("/api/v1/jobs/job-1").status()).isEqualTo(404);
        assertThat(post("/api/v1/prune", "{\"olderThan\":\"soon\"}").errorCode())
                .isEqualTo("bad-input");
        assertThat(post("/api/v1/prune", "").errorCode()).isEqualTo("bad-input");
        assertThat(send("GET /api/v1/prune HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                        .status())
                .isEqualTo(405);
    }

    @Test
    void key_namesOneJob() throws IOException {
        String body = "{\"kind\":\"echo\",\"positional\":[1],\"idempotencyKey\":\"k\"}";
        JsonNode first = post("/api/v1/jobs", body).json();
        JsonNode second = post("/api/v1/jobs", body).json();
        assertThat(second.path("id")).isEqualTo(first.path("id"));
        assertThat(second.path("idempotencyKey").asText()).isEqualTo("k");

        Answer other = post("/api/v1/jobs", STEPS.replace("{\"kind\"", "{\"idempotencyKey\":\"k\",\"kind\""));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.errorCode()).isEqualTo("key-taken");
        assertThat(jobs.submitted()).isEqualTo(1);
    }

    @Test
    void key_mayBeAHeader() throws IOException {
        String head = "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nIdempotency-Key: k\r\n";
        String body = "{\"kind\":\"echo\",\"positional\":[1]}";
        Answer first = send(head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        Answer second = send(head + "Content-Length: " + body.length() + "\r\n\r\n" + body);
        assertThat(first.json().path("idempotencyKey").asText()).isEqualTo("k");
        assertThat(second.json().path("id")).isEqualTo(first.json().path("id"));

        String other = "{\"kind\":\"echo\",\"positional\":[1],\"idempotencyKey\":\"j\"}";
        assertThat(send(head + "Content-Length: " + other.length() + "\r\n\r\n" + other)
                        .json()
                        .path("detail")
                        .asText())
                .contains("different idempotency keys");
    }

    @Test
    void events_haveIdsThatAReaderGoesOnFrom() throws IOException {
        post("/api/v1/jobs", STEPS);
        List<Event> all = events("/api/v1/jobs/job-1/events", "");
        assertThat(all.stream().filter(event -> event.type().equals("history")))
                .extracting(event -> event.data().path("type").asText())
                .containsExactly("SUBMITTED", "STARTED", "FINISHED");
        Event last = all.get(all.size() - 1);
        assertThat(last.type()).isEqualTo("job");
        assertThat(last.data().path("state").asText()).isEqualTo("SUCCEEDED");

        long started = all.stream()
                .filter(event -> event.data().path("type").asText().equals("STARTED"))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(started).isLessThan(last.id());
        for (List<Event> rest : List.of(
                events("/api/v1/jobs/job-1/events", "Last-Event-ID: " + started + "\r\n"),
                events("/api/v1/jobs/job-1/events?after=" + started, ""),
                events("/api/v1/jobs/job-1/events?after=0", "Last-Event-ID: " + started + "\r\n"))) {
            assertThat(rest.stream().filter(event -> event.type().equals("history")))
                    .extracting(event -> event.data().path("type").asText())
                    .containsExactly("FINISHED");
            assertThat(rest.get(rest.size() - 1).data().path("state").asText()).isEqualTo("SUCCEEDED");
        }
        assertThat(get("/api/v1/jobs/job-1/events?after=x").errorCode()).isEqualTo("bad-input");
    }

    private List<Event> events(String path, String header) throws IOException {
        return Event.parse(
                send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + header + "Connection: close\r\n\r\n")
                        .body());
    }

    @Test
    void eventsOfTheCluster_comeInOrder_andEndWithTheTerm() throws Exception {
        FakeLeadership leadership = new FakeLeadership();
        leadership.take();
        server.close();
        server = ApiServer.start(jobs, KINDS, ApiSettings.loopback(0), leadership);
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(ascii("GET /api/v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            post("/api/v1/jobs", STEPS);
            post("/api/v1/jobs", STEPS);
            List<String> finished = new ArrayList<>();
            for (String line = lines.readLine(); finished.size() < 2; line = lines.readLine()) {
                if (line.startsWith("data: ") && line.contains("FINISHED")) {
                    finished.add(new ObjectMapper()
                            .readTree(line.substring(6))
                            .path("job")
                            .asText());
                }
            }
            assertThat(finished).containsExactlyInAnyOrder("job-1", "job-2");

            leadership.follow("http://10.0.0.2:8520");
            assertThat(lines.lines().filter(line -> line.startsWith("data: "))).isEmpty();
        }
    }

    @Test
    void eventsOfAJob_endWithTheTerm() throws Exception {
        FakeLeadership leadership = new FakeLeadership();
        leadership.take();
        server.close();
        server = ApiServer.start(jobs, KINDS, ApiSettings.loopback(0), leadership);
        post("/api/v1/jobs", "{\"kind\":\"steps\",\"arguments\":{\"from\":0,\"to\":100000,\"nap\":5}}");
        post("/api/v1/jobs/job-1/pause", "");
        try (Socket socket = connect()) {
            socket.getOutputStream()
                    .write(ascii(
                            "GET /api/v1/jobs/job-1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
            BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            while (!lines.readLine().contains("PAUSED")) {
                // The first document says it.
            }
            leadership.lose();
            assertThat(lines.lines().filter(line -> line.contains("\"state\":")))
                    .as("what is still told, before the stream ends")
                    .allMatch(line -> line.contains("PAUSED"));
        }
        assertThat(jobs.isWatched()).isFalse();
        jobs.cancel(jobs.newest());
    }

    @Test
    void storeThatIsOut_isSaid() throws IOException {
        jobs.failWith(new StoreUnavailableException(
                new JobFault("disk-full", "the disk is full", "/data", "make room; what runs goes on")));
        Answer answer = post("/api/v1/jobs", STEPS);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.errorCode()).isEqualTo("disk-full");
        assertThat(answer.json().path("hint").asText()).contains("make room");
    }

    @Test
    void clusterIsShown() throws IOException {
        assertThat(get("/api/v1/workers")
                        .json()
                        .path("workers")
                        .path(0)
                        .path("name")
                        .asText())
                .isEqualTo("fake");
        assertThat(post("/api/v1/workers/fake/drain", "").json().path("state").asText())
                .isEqualTo("DRAINING");
        assertThat(post("/api/v1/workers/other/drain", "").errorCode()).isEqualTo("no-such-worker");
        assertThat(get("/api/v1/kinds").json().path("kinds").size()).isEqualTo(2);
        assertThat(get("/api/v1/version").json().path("schema").asText()).isEqualTo("rangefold.version/1");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/jobs/nope, 404, no-such-job",
        "GET, /api/v1/jobs/NOT%20AN%20ID, 404, no-such-job",
        "GET, /api/v1/jobs/nope/events, 404, no-such-job",
        "POST, /api/v1/jobs/nope/cancel, 404, no-such-job",
        "GET, /api/v1/nothing, 404, no-such-path",
        "GET, /nothing, 404, no-such-path",
        "DELETE, /api/v1/jobs, 405, wrong-method",
    })
    void whatIsNotThere_isAnsweredWithADocument(String method, String path, int status, String code)
            throws IOException {
        Answer answer = send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:rangefold:problem:" + code);
        assertThat(answer.json().path("status").asInt()).isEqualTo(status);
        assertThat(answer.errorCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"steps\"                                              | not valid JSON",
                "[]                                                               | an object is expected",
                "{}                                                               | the job's kind is missing",
                "{\"kind\":\"stops\"}                                             | there is no job kind",
                "{\"kind\":\"steps\",\"kind\":\"steps\"}                          | not valid JSON",
                "{\"kind\":\"steps\",\"argument\":{}}                             | unknown field \"argument\"",
                "{\"kind\":\"steps\",\"arguments\":{\"from\":[]}}                 | a string, a number or a boolean is expected",
                "{\"kind\":\"steps\",\"arguments\":{\"from\":\"x\",\"to\":1}}     | \"x\" is not a number",
                "{\"kind\":\"steps\",\"options\":{\"priority\":11}}               | 11 is out of bounds",
                "{\"kind\":\"steps\",\"options\":{\"verify\":\"quorum=1\"}}       | 1 is out of bounds",
                "{\"kind\":\"steps\",\"files\":{\"input\":{\"name\":\"x\"}}}      | the file's text is missing",
                "{\"kind\":\"steps\"} {}                                          | something follows",
            })
    void badRequest_isRefusedWith400(String body, String message) throws IOException {
        Answer answer = post("/api/v1/jobs", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("bad-input");
        assertThat(answer.json().path("detail").asText()).contains(message);
        assertThat(jobs.submitted()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\":\"stops\"}                                         | kind",
                "{\"kind\":\"steps\",\"arguments\":{\"from\":\"x\",\"to\":1}} | arguments.from",
                "{\"kind\":\"steps\",\"arguments\":{\"to\":1}}                | arguments.from",
                "{\"kind\":\"steps\",\"arguments\":{\"from\":[]}}             | arguments.from",
                "{\"kind\":\"steps\",\"positional\":[1,[]]}                   | positional[1]",
                "{\"kind\":\"steps\",\"options\":{\"priority\":11}}           | options.priority",
                "{\"kind\":\"steps\",\"options\":{\"verify\":\"quorum=1\"}}   | options.verify",
                "{\"kind\":\"steps\",\"files\":{\"input\":{\"name\":\"x\"}}}  | files.input",
                "{\"kind\":\"steps\",\"idempotencyKey\":\" \"}                | idempotencyKey",
            })
    void badField_isNamed(String body, String field) throws IOException {
        Answer answer = post("/api/v1/jobs", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.fields()).containsExactly(field);
        assertThat(answer.json().path("errors").path(0).path("message"))
                .isEqualTo(answer.json().path("detail"));
    }

    @Test
    void wrongMethod_isToldTheRightOnes() throws IOException {
        Answer answer = send("PUT /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow").split(", ")).contains("GET", "POST");
    }

    @Test
    void foreignHost_isRefused() throws IOException {
        for (String host : List.of("evil.example", "evil.example:8520", "localhost.evil.example", "10.0.0.1", "")) {
            Answer answer = send("GET /api/v1/jobs HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertThat(answer.status()).as(host).isIn(400, 403);
        }
        for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1:8520", "[::1]:8520", "localhost.")) {
            Answer answer = send("GET /api/v1/jobs HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");
            assertThat(answer.status()).as(host).isEqualTo(200);
        }
    }

    @Test
    void pageOfAnotherSite_isRefused() throws IOException {
        String head = "POST /api/v1/workers/fake/drain HTTP/1.1\r\nHost: localhost:8520\r\nContent-Length: 0\r\n"
                + "Connection: close\r\n";
        assertThat(send(head + "Origin: https://evil.example\r\n\r\n").errorCode())
                .isEqualTo("origin-not-allowed");
        assertThat(send(head + "Origin: null\r\n\r\n").errorCode()).isEqualTo("origin-not-allowed");
        assertThat(send(head + "Origin: http://localhost:8520\r\n\r\n").status())
                .isEqualTo(200);
    }

    @Test
    void bodyThatIsNotJson_isRefused() throws IOException {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "application/json;charset=latin1")) {
            Answer answer = send(request("/api/v1/jobs", type, STEPS));
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.errorCode()).isEqualTo("not-json");
        }
        assertThat(send(request("/api/v1/jobs", "application/json; charset=UTF-8", STEPS))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void bodyThatIsTooLarge_isRefusedBeforeItIsRead() throws IOException {
        Answer answer = send("POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Content-Length: 9999999999\r\n\r\n{");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.errorCode()).isEqualTo("too-large");
        assertThat(answer.json().path("detail").asText()).contains("384 MiB");
    }

    @Test
    void chunkedBodyThatIsTooLarge_isRefused() throws IOException {
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(ascii("POST /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Transfer-Encoding: chunked\r\n\r\n"));
            byte[] blanks = " ".repeat(1024 * 1024).getBytes(StandardCharsets.US_ASCII);
            try {
                for (int i = 0; i <= 385; i++) {
                    out.write(ascii("100000\r\n"));
                    out.write(blanks);
                    out.write(ascii("\r\n"));
                }
                out.flush();
            } catch (IOException refusedMeanwhile) {
                // The answer is there to be read, or the connection was reset.
            }
            assertThat(jobs.submitted()).isZero();
        }
        assertThat(get("/api/v1/version").status()).isEqualTo(200);
    }

    @Test
    void answers_tellBrowsersWhatTheyMustNotDo() throws IOException {
        Answer answer = get("/api/v1/jobs");

        assertThat(answer.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(answer.header("content-security-policy")).contains("default-src 'none'");
        assertThat(answer.header("cache-control")).isEqualTo("no-store");
        assertThat(answer.header("access-control-allow-origin")).isEmpty();
        assertThat(answer.header("server")).isEmpty();
    }

    @Test
    void brokenRequest_isAnsweredWithADocument() throws IOException {
        Answer answer = send("GET /api/v1/jobs HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000) + "\r\n\r\n");

        assertThat(answer.status()).isEqualTo(431);
        assertThat(answer.errorCode()).isEqualTo("headers-too-large");
    }

    @Test
    void coordinatorThatDoesNotLead_saysWhoDoes() throws Exception {
        FakeLeadership leadership = new FakeLeadership();
        server.close();
        server = ApiServer.start(jobs, KINDS, ApiSettings.loopback(0), leadership);
        leadership.follow("http://10.0.0.2:8520");

        Answer redirected = get("/api/v1/jobs?name=a%20b&limit=3");
        assertThat(redirected.status()).isEqualTo(307);
        assertThat(redirected.header("location")).isEqualTo("http://10.0.0.2:8520/api/v1/jobs?name=a%20b&limit=3");
        assertThat(redirected.errorCode()).isEqualTo("not-leading");
        Answer posted = post("/api/v1/jobs", STEPS);
        assertThat(posted.status()).isEqualTo(307);
        assertThat(posted.header("location")).isEqualTo("http://10.0.0.2:8520/api/v1/jobs");
        assertThat(send("GET /api/v1/jobs HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                        .errorCode())
                .isEqualTo("host-not-allowed");

        leadership.lose();
        Answer nobody = get("/api/v1/version");
        assertThat(nobody.status()).isEqualTo(503);
        assertThat(nobody.errorCode()).isEqualTo("no-leader");
        assertThat(nobody.header("retry-after")).isEqualTo("1");
        assertThat(jobs.submitted()).isZero();

        leadership.take();
        assertThat(post("/api/v1/jobs", STEPS).status()).isEqualTo(201);
    }

    @Test
    void health_isToldByEachCoordinatorItself() throws Exception {
        FakeLeadership leadership = new FakeLeadership();
        server.close();
        server = ApiServer.start(jobs, KINDS, ApiSettings.loopback(0), leadership);

        leadership.take();
        assertThat(get("/health/live").status()).isEqualTo(200);
        assertThat(get("/health/ready").json().path("role").asText()).isEqualTo("leader");
        leadership.follow("http://10.0.0.2:8520");
        assertThat(get("/health/ready").status()).isEqualTo(200);
        assertThat(get("/health/ready").json().path("leader").asText()).isEqualTo("http://10.0.0.2:8520");
        leadership.lose();
        assertThat(get("/health/live").status()).isEqualTo(200);
        Answer unready = get("/health/ready");
        assertThat(unready.status()).isEqualTo(503);
        assertThat(unready.json().path("status").asText()).isEqualTo("failing");
        assertThat(send("GET /health/live HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n")
                        .errorCode())
                .isEqualTo("host-not-allowed");
    }

    @Test
    void coordinatorWhoseStoreIsInTrouble_livesButIsNotReady() throws IOException {
        jobs.failWith(new StoreUnavailableException(new JobFault("disk-full", "the disk is full", "/data", "")));

        assertThat(get("/health/live").status()).isEqualTo(200);
        Answer ready = get("/health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.json().path("store").asText()).isEqualTo("troubled");
        assertThat(ready.json().path("detail").asText()).isEqualTo("the disk is full");
    }

    @Test
    void takenPort_isNamed() {
        assertThatThrownBy(() -> ApiServer.start(jobs, KINDS, ApiSettings.loopback(server.port())))
                .isInstanceOf(ApiStartException.class)
                .hasMessageContaining("127.0.0.1:" + server.port())
                .hasMessageContaining("Address already in use");
        assertThatThrownBy(() ->
                        ApiServer.start(jobs, KINDS, new ApiSettings("no.such.host.invalid", 0, java.util.Set.of())))
                .isInstanceOf(ApiStartException.class)
                .hasMessageContaining("is not known");
    }

    private Answer get(String path) throws IOException {
        return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    private Answer post(String path, String body) throws IOException {
        return send(request(path, "application/json", body));
    }

    private static String request(String path, String type, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body;
    }

    private Answer send(String request) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return Answer.parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", server.port());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A server-sent event. */
    private record Event(long id, String type, JsonNode data) {
        static List<Event> parse(String stream) throws IOException {
            List<Event> all = new ArrayList<>();
            for (String block : stream.split("\n\n")) {
                List<String> lines = block.lines().toList();
                if (!block.startsWith(":")) {
                    assertThat(lines).hasSize(3);
                    all.add(new Event(
                            Long.parseLong(lines.get(0).substring("id: ".length())),
                            lines.get(1).substring("event: ".length()),
                            new ObjectMapper().readTree(lines.get(2).substring("data: ".length()))));
                }
            }
            return all;
        }
    }

    private record Answer(int status, List<String> headers, String body) {
        static Answer parse(String text) {
            String head = text.substring(0, text.indexOf("\r\n\r\n"));
            String body = text.substring(head.length() + 4);
            List<String> lines = head.lines().toList();
            boolean chunked = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
            return new Answer(
                    Integer.parseInt(lines.get(0).split(" ")[1]),
                    lines.subList(1, lines.size()),
                    chunked ? joinChunks(body) : body);
        }

        private static String joinChunks(String chunked) {
            List<String> chunks = new ArrayList<>();
            int at = 0;
            while (true) {
                int end = chunked.indexOf("\r\n", at);
                int length = Integer.parseInt(chunked.substring(at, end), 16);
                if (length == 0) {
                    return String.join("", chunks);
                }
                chunks.add(chunked.substring(end + 2, end + 2 + length));
                at = end + 2 + length + 2;
            }
        }

        String header(String name) {
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }

        JsonNode json() throws IOException {
            return new ObjectMapper().readTree(body);
        }

        String errorCode() throws IOException {
            return json().path("code").asText();
        }

        List<String> fields() throws IOException {
            return json().path("errors").findValuesAsText("field");
        }
    }
}
