package io.rangefold.cli.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.cli.node.ActorLauncher;
import io.rangefold.cli.node.RunningCoordinator;
import io.rangefold.cli.node.RunningWorker;
import io.rangefold.cli.settings.CoordinatorSettings;
import io.rangefold.cli.settings.HostPort;
import io.rangefold.cli.settings.WorkerSettings;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.job.Arguments;
import io.rangefold.job.JobKinds;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a coordinator with a store and its worker show after a job, all in this process. */
class ScrapeTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern METRIC = Pattern.compile("\\b(?:rangefold|jvm|process|system)_[a-z0-9_]+\\b");

    @TempDir
    private static Path folder;

    private static RunningCoordinator coordinator;
    private static RunningWorker worker;
    private static ApiServer api;
    private static JobView job;

    @BeforeAll
    static void runOneJob() throws Exception {
        ActorLauncher launcher = new ActorLauncher(JobKinds::installed, "test");
        coordinator = launcher.startCoordinator(new CoordinatorSettings(
                "127.0.0.1",
                "127.0.0.1",
                0,
                0,
                Duration.ofSeconds(10),
                ApiSettings.loopback(0),
                Optional.of(folder.resolve("store").toString()),
                List.of(),
                false));
        api = ApiServer.start(
                coordinator.jobs(),
                JobKinds.installed(),
                ApiSettings.loopback(0),
                coordinator.leadership(),
                coordinator.metrics());
        worker = launcher.startWorker(new WorkerSettings(
                List.of(new HostPort("127.0.0.1", coordinator.port())),
                2,
                "127.0.0.1",
                "127.0.0.1",
                0,
                "scraped",
                Duration.ofMinutes(1),
                OptionalInt.of(0),
                false));
        Arguments arguments = Arguments.ofOptions(Map.of("from", "0", "to", "3000000", "expr", "collatz(i+1)"));
        JobView submitted = coordinator
                .jobs()
                .submit(new JobRequest("range-sum", arguments, JobOptions.DEFAULT, Optional.empty()))
                .toCompletableFuture()
                .get();
        job = await().atMost(PATIENCE)
                .until(
                        () -> coordinator
                                .jobs()
                                .find(submitted.id())
                                .toCompletableFuture()
                                .get()
                                .orElseThrow(),
                        view -> view.state().isTerminal());
    }

    @AfterAll
    static void end() {
        worker.close();
        api.close();
        coordinator.close();
    }

    @Test
    void coordinator_showsWhatTheJobTook() throws Exception {
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        Scrape scrape = Scrape.of(api.port());

        assertThat(scrape.type()).startsWith("text/plain; version=0.0.4");
        assertThat(scrape.value("rangefold_leader")).isOne();
        assertThat(scrape.value("rangefold_jobs{state=\"succeeded\"}")).isOne();
        assertThat(scrape.value("rangefold_jobs_submitted_total")).isOne();
        assertThat(scrape.value("rangefold_jobs_ended_total{outcome=\"succeeded\"}"))
                .isOne();
        assertThat(scrape.value("rangefold_items_committed_total")).isEqualTo(3_000_000);
        assertThat(scrape.value("rangefold_commits_total"))
                .isEqualTo(job.execution().commits());
        assertThat(scrape.value("rangefold_commit_latency_seconds_count"))
                .isEqualTo(job.execution().commits());
        assertThat(scrape.value("rangefold_cpu_seconds_total{use=\"useful\"}"))
                .isCloseTo(job.execution().busySeconds(), within(1e-6));
        assertThat(scrape.value("rangefold_cpu_seconds_total{use=\"verification\"}"))
                .isPositive();
        assertThat(scrape.value("rangefold_store_latency_seconds_count")).isPositive();
        assertThat(scrape.value("rangefold_inbox_wait_seconds_count")).isPositive();
        assertThat(scrape.value("rangefold_workers{state=\"active\"}")).isOne();
        assertThat(scrape.value("rangefold_slots{state=\"idle\"}")).isEqualTo(2);
        assertThat(scrape.value("rangefold_liveness_connections")).isOne();
    }

    @Test
    void worker_showsWhatItComputed() throws Exception {
        await().atMost(PATIENCE)
                .until(
                        () -> Scrape.of(worker.metricsPort().orElseThrow()),
                        seen -> seen.value("rangefold_worker_commits_acknowledged_total")
                                == seen.value("rangefold_worker_commits_sent_total"));
        Scrape scrape = Scrape.of(worker.metricsPort().orElseThrow());

        assertThat(scrape.value("rangefold_worker_items_total")).isGreaterThanOrEqualTo(3_000_000);
        assertThat(scrape.value("rangefold_worker_commits_sent_total"))
                .isGreaterThanOrEqualTo(job.execution().commits());
        assertThat(scrape.value("rangefold_worker_commit_latency_seconds_count"))
                .isEqualTo(scrape.value("rangefold_worker_commits_acknowledged_total"));
        assertThat(scrape.value("rangefold_worker_stride_duration_seconds_sum"))
                .isCloseTo(scrape.value("rangefold_worker_slot_seconds_total{state=\"busy\"}"), within(1e-6))
                .isPositive();
        assertThat(scrape.value("rangefold_worker_slot_seconds_total{state=\"idle\"}"))
                .isPositive();
        assertThat(scrape.value("rangefold_worker_slots")).isEqualTo(2);
        assertThat(scrape.value("rangefold_worker_leases")).isZero();
        assertThat(scrape.value("rangefold_worker_registered")).isOne();
    }

    @Test
    void openMetrics_isGivenToThoseWhoAskForIt() throws Exception {
        Scrape scrape = Scrape.of(api.port(), "application/openmetrics-text;version=1.0.0,text/plain;q=0.5");

        assertThat(scrape.type()).startsWith("application/openmetrics-text; version=1.0.0");
        assertThat(scrape.names()).contains("rangefold_leader");
    }

    /** Whoever makes a name of a page's own resolve to this address gets nothing. */
    @Test
    void worker_answersNoOtherHost() throws Exception {
        assertThat(status("GET /metrics HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .contains(" 403 ");
        assertThat(status(
                        "POST /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                .contains(" 405 ");
        assertThat(status("GET /other HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"))
                .contains(" 404 ");
    }

    private static String status(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", worker.metricsPort().orElseThrow())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }

    @Test
    void labels_areWordsOfAFewKinds() throws Exception {
        Scrape both = Scrape.of(api.port());

        assertThat(both.values().keySet())
                .filteredOn(series -> series.startsWith("rangefold_"))
                .allMatch(series -> !series.contains("{") || series.matches("[a-z_]+\\{[a-z]+=.*}"))
                .noneMatch(series -> series.contains(job.id().value()) || series.contains("scraped"));
    }

    @Test
    void everyMetricOfTheDashboardAndTheAlerts_isThere() throws Exception {
        // Pauses of the collector are shown from the first one on.
        System.gc();
        await().atMost(PATIENCE).until(() -> shown().contains("jvm_gc_pause_seconds_sum"));

        assertThat(wanted()).hasSizeGreaterThan(30).isSubsetOf(shown());
    }

    private static Set<String> shown() throws Exception {
        Set<String> shown = new TreeSet<>(Scrape.of(api.port()).names());
        shown.addAll(Scrape.of(worker.metricsPort().orElseThrow()).names());
        return shown;
    }

    private static Set<String> wanted() throws IOException {
        Set<String> names = new TreeSet<>();
        Path deploy = Path.of("..", "deploy");
        List<String> texts = new ArrayList<>();
        JsonNode dashboard =
                MAPPER.readTree(deploy.resolve("grafana/rangefold.json").toFile());
        for (JsonNode expression : dashboard.findValues("expr")) {
            texts.add(expression.asText());
        }
        assertThat(texts).isNotEmpty();
        Files.readString(deploy.resolve("prometheus/rangefold-alerts.yml"))
                .lines()
                .filter(line -> line.strip().startsWith("expr:"))
                .forEach(texts::add);
        for (String text : texts) {
            METRIC.matcher(text).results().forEach(match -> names.add(match.group()));
        }
        return names;
    }
}
