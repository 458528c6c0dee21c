package io.rangefold.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting for jobs: a few, many, and those that are forgotten. */
class WatcherTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    /** The state of each job by its number. */
    private final Map<Integer, String> jobs = new ConcurrentSkipListMap<>();

    private final FakeCoordinator server = new FakeCoordinator(this::answer);
    private final RangefoldClient client = RangefoldClient.connect(server.url());

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    private void answer(HttpExchange exchange, FakeCoordinator.Request request) throws IOException {
        String path = request.path().substring("/api/v1/jobs".length());
        if (request.method().equals("POST") && path.isEmpty()) {
            FakeCoordinator.json(exchange, 201, FakeCoordinator.job("job-" + submit(), "QUEUED"));
        } else if (path.startsWith("?")) {
            FakeCoordinator.json(exchange, 200, list(path));
        } else if (path.endsWith("/result")) {
            FakeCoordinator.json(
                    exchange, 200, FakeCoordinator.result(path.substring(1, path.length() - 7), "{\"n\":\"7\"}"));
        } else if (path.contains("/result/elements")) {
            sendElements(exchange, path.endsWith("offset=2"));
        } else if (path.endsWith("/events")) {
            stream(exchange, path.substring(1, path.length() - 7), request.lastEventId());
        } else {
            String state = jobs.get(Integer.parseInt(path.substring("/job-".length())));
            FakeCoordinator.json(
                    exchange,
                    state == null ? 404 : 200,
                    state == null ? "{\"code\":\"no-such-job\"}" : FakeCoordinator.job(path.substring(1), state));
        }
    }

    private synchronized int submit() {
        int number = jobs.size();
        jobs.put(number, "RUNNING");
        return number;
    }

    private String list(String query) {
        int limit = Integer.parseInt(query.replaceFirst(".*limit=([0-9]+).*", "$1"));
        int before = query.contains("before=") ? Integer.parseInt(query.replaceFirst(".*before=job-", "")) : 1 << 30;
        List<Integer> page = jobs.keySet().stream()
                .sorted(Collections.reverseOrder())
                .filter(number -> number < before)
                .limit(limit)
                .toList();
        String next = page.size() < limit ? "null" : "\"job-" + page.get(page.size() - 1) + "\"";
        return page.stream()
                .map(number -> FakeCoordinator.job("job-" + number, jobs.get(number)))
                .collect(Collectors.joining(
                        ",", "{\"schema\":\"rangefold.jobs/1\",\"jobs\":[", "],\"next\":" + next + "}"));
    }

    /** One event and then an end for whoever comes anew; the last event for whoever goes on. */
    private static void stream(HttpExchange exchange, String id, String last) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        String event = last.equals("5")
                ? "id: 6\nevent: job\ndata: " + FakeCoordinator.job(id, "SUCCEEDED") + "\n\n"
                : ": hello\n\nid: 5\nevent: job\ndata: " + FakeCoordinator.job(id, "RUNNING") + "\n\n";
        exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void result_comesWhenTheJobHasEnded() {
        JobHandle handle = client.submit(JobSpec.of("echo"));
        var result = handle.result().toCompletableFuture();
        await().until(() -> server.requests().size() > 3);
        assertThat(result).isNotDone();
        jobs.put(0, "SUCCEEDED");

        assertThat(result.join().integer("n")).isEqualTo(7);
        assertThat(handle.await(LONG).text("n")).isEqualTo("7");
        assertThat(handle.finished().toCompletableFuture().join().state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void jobThatFails_failsItsResult() {
        for (String state : List.of("FAILED", "CANCELLED", "TIMED_OUT")) {
            JobHandle handle = client.submit(JobSpec.of("echo"));
            jobs.put(Integer.parseInt(handle.id().substring(4)), state);

            assertThatThrownBy(() -> handle.await(LONG))
                    .isInstanceOf(JobFailedException.class)
                    .hasMessageStartingWith("job " + handle.id() + " is " + state);
            assertThat(handle.result().toCompletableFuture())
                    .failsWithin(LONG)
                    .withThrowableThat()
                    .withCauseInstanceOf(JobFailedException.class);
            assertThat(handle.finished().toCompletableFuture().join().state()).hasToString(state);
        }
    }

    @Test
    void patienceThatEnds_leavesTheJob() {
        JobHandle handle = client.submit(JobSpec.of("echo"));

        assertThatThrownBy(() -> handle.await(Duration.ofMillis(50)))
                .isInstanceOf(WaitTimedOutException.class)
                .hasMessageContaining(handle.id());
        jobs.put(0, "SUCCEEDED");
        assertThat(handle.await(LONG).text("n")).isEqualTo("7");
    }

    @Test
    void jobThatIsForgotten_isSaid() {
        assertThatThrownBy(() -> client.job("job-99").await(LONG))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("no-such-job");
    }

    @Test
    void manyJobs_areAskedForByLists() {
        List<JobHandle> handles = client.submitAll(Collections.nCopies(1000, JobSpec.of("echo")));
        assertThat(handles).extracting(JobHandle::id).doesNotHaveDuplicates().hasSize(1000);
        handles.forEach(JobHandle::finished);
        await().until(() -> asked("/api/v1/jobs?") >= 10);
        assertThat(asked("/api/v1/jobs/")).isLessThan(1000);
        jobs.replaceAll((number, state) -> "CANCELLED");

        assertThat(client.asCompleted(handles, LONG)).hasSize(1000);
        assertThat(asked("/api/v1/jobs/")).isLessThan(1000);
    }

    private long asked(String path) {
        return server.requests().stream()
                .filter(request -> request.path().startsWith(path))
                .count();
    }

    @Test
    void jobsThatAreInNoList_areAskedForOneByOne() {
        List<JobHandle> old = client.submitAll(Collections.nCopies(100, JobSpec.of("echo")));
        IntStream.range(100, 6000).forEach(number -> jobs.put(number, "SUCCEEDED"));
        jobs.replaceAll((number, state) -> "SUCCEEDED");

        assertThat(client.asCompleted(old, LONG)
                        .map(handle -> handle.await(LONG).text("n")))
                .hasSize(100)
                .containsOnly("7");
    }

    @Test
    void completions_comeInTheirOrder() {
        List<JobHandle> handles = client.submitAll(Collections.nCopies(5, JobSpec.of("echo")));
        List<Integer> order = List.of(3, 0, 4, 2, 1);
        List<String> seen = new ArrayList<>();
        jobs.put(order.get(0), "SUCCEEDED");
        client.asCompleted(handles, LONG).forEach(handle -> {
            seen.add(handle.id());
            if (seen.size() < order.size()) {
                jobs.put(order.get(seen.size()), "SUCCEEDED");
            }
        });

        assertThat(seen).containsExactly("job-3", "job-0", "job-4", "job-2", "job-1");
    }

    @Test
    void completionsThatTakeTooLong_endTheStream() {
        List<JobHandle> handles = client.submitAll(Collections.nCopies(2, JobSpec.of("echo")));
        jobs.put(1, "SUCCEEDED");
        var completions = client.asCompleted(handles, Duration.ofMillis(500)).iterator();

        assertThat(completions.next().id()).isEqualTo("job-1");
        assertThatThrownBy(completions::next)
                .isInstanceOf(WaitTimedOutException.class)
                .hasMessageContaining("1 job has not ended");
    }

    @Test
    void watch_goesOnWhereItsStreamBroke() {
        jobs.put(0, "RUNNING");
        List<JobState> states = Collections.synchronizedList(new ArrayList<>());
        client.job("job-0").watch(job -> states.add(job.state()));

        await().until(() -> states.contains(JobState.SUCCEEDED));
        assertThat(states).containsExactly(JobState.RUNNING, JobState.SUCCEEDED);
    }

    @Test
    void watchOfNoJob_saysSo() {
        List<RangefoldException> failures = Collections.synchronizedList(new ArrayList<>());
        FakeCoordinator empty = new FakeCoordinator(
                (exchange, request) -> FakeCoordinator.json(exchange, 404, "{\"code\":\"no-such-job\"}"));
        try (empty;
                RangefoldClient other = RangefoldClient.connect(empty.url())) {
            other.job("job-0").watch(job -> {}, failures::add);
            await().until(() -> !failures.isEmpty());
        }

        assertThat(failures).singleElement().isInstanceOf(BadRequestException.class);
    }

    /** Two elements and a broken connection; the rest for whoever goes on there. */
    private static void sendElements(HttpExchange exchange, boolean rest) throws IOException {
        exchange.sendResponseHeaders(200, rest ? 0 : 1000);
        exchange.getResponseBody()
                .write((rest ? "{\"n\":3}\n[4]\n" : "{\"n\":1}\n2\n{\"n").getBytes(StandardCharsets.UTF_8));
        // Newer servers send nothing of an answer before somebody wants it sent.
        exchange.getResponseBody().flush();
    }

    @Test
    void elements_goOnWhereTheirConnectionBroke() {
        jobs.put(0, "SUCCEEDED");
        List<String> elements = new ArrayList<>();

        assertThat(client.job("job-0").elements(element -> elements.add(element.toString())))
                .isEqualTo(4);
        assertThat(elements).containsExactly("{\"n\":1}", "2", "{\"n\":3}", "[4]");
    }

    @Test
    void elementsThatAlwaysBreakOff_areGivenUp() {
        try (FakeCoordinator broken = new FakeCoordinator((exchange, request) -> {
                    if (request.path().endsWith("elements")) {
                        exchange.sendResponseHeaders(200, 1000);
                    } else {
                        FakeCoordinator.json(exchange, 200, FakeCoordinator.job("a", "SUCCEEDED"));
                    }
                });
                RangefoldClient other = RangefoldClient.connect(broken.url())) {
            assertThatThrownBy(() -> other.job("a").elements(element -> {}))
                    .isInstanceOf(NotReachableException.class)
                    .hasMessageContaining("the elements of job a can't be read");
        }
    }

    @Test
    void elementsOfAJobWithoutThem_areRefused() {
        try (FakeCoordinator without = new FakeCoordinator((exchange, request) ->
                        FakeCoordinator.json(exchange, 404, "{\"code\":\"no-elements\",\"detail\":\"no list\"}"));
                RangefoldClient other = RangefoldClient.connect(without.url())) {
            assertThatThrownBy(() -> other.job("a").elements(element -> {}))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining("no list");
        }
    }

    @Test
    void close_failsWhatIsWaitedFor() {
        var result = client.submit(JobSpec.of("echo")).result().toCompletableFuture();
        client.close();

        assertThat(result).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(ClientClosedException.class);
    }

    @Test
    void coordinatorThatIsLost_failsWhatIsWaitedFor() {
        try (RangefoldClient impatient =
                RangefoldClient.connect(ClientSettings.of(server.url()).withPatience(Duration.ofMillis(100)))) {
            var result = impatient.submit(JobSpec.of("echo")).result().toCompletableFuture();
            server.close();

            assertThat(result).failsWithin(LONG).withThrowableThat().withCauseInstanceOf(NotReachableException.class);
        }
    }

    @Test
    void codeOfOthers_doesNotHoldUpTheClient() {
        JobHandle first = client.submit(JobSpec.of("echo"));
        JobHandle second = client.submit(JobSpec.of("echo"));
        var both = first.result()
                .thenApply(one -> one.text("n") + second.await(LONG).text("n"));
        jobs.put(0, "SUCCEEDED");
        jobs.put(1, "SUCCEEDED");

        assertThat(both.toCompletableFuture()).succeedsWithin(LONG).isEqualTo("77");
    }
}
