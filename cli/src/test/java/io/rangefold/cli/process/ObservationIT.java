package io.rangefold.cli.process;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What logs in JSON and metrics say of a kernel that throws twice and of a worker that is killed. */
@Tag("process")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ObservationIT {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Map<String, String> JSON = Map.of("RANGEFOLD_LOG_FORMAT", "json");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;

    private NodeProcess coordinator;
    private NodeProcess killed;
    private NodeProcess kept;
    private String api;
    private String job;

    @BeforeAll
    void letThingsHappen() {
        coordinator =
                NodeProcess.start(JSON, List.of("coordinator", "--port", "0", "--node-port", "0", "--api-port", "0"));
        api = coordinator.awaitErr("API at (http\\S+)").group(1);
        String join = coordinator.awaitErr("--join (\\S+)").group(1);
        kept = worker(join, "kept");
        killed = worker(join, "killed");
        CommandLine commands = new CommandLine(api);
        await("both are registered")
                .atMost(PATIENCE)
                .until(() -> commands.json("workers").document().path("workers").size() == 2);
        String tally = folder.resolve("thrown").toString();
        job = commands.run(
                        "submit",
                        "trial",
                        "--items",
                        "200000",
                        "--micros",
                        "100",
                        "--fault",
                        "throw",
                        "--at",
                        "77",
                        "--times",
                        "2",
                        "--tally",
                        tally)
                .out()
                .strip();
        await("both have committed")
                .atMost(PATIENCE)
                .until(() -> commands.json("workers").document().findValues("committed").stream()
                        .allMatch(items -> items.asLong() > 0));
        killed.signal("KILL");
        await("the job ends")
                .atMost(PATIENCE.multipliedBy(2))
                .until(() -> commands.json("job", job)
                        .document()
                        .path("state")
                        .asText()
                        .equals("SUCCEEDED"));
    }

    private static NodeProcess worker(String join, String name) {
        return NodeProcess.start(
                Map.of("RANGEFOLD_LOG_FORMAT", "json", "RANGEFOLD_WORKER_HUNG_AFTER", "1h"),
                List.of("worker", "--join", join, "--slots", "1", "--name", name, "--metrics-port", "0"));
    }

    /** Lines of the log that begin with that. */
    private static List<JsonNode> lines(NodeProcess node, String beginning) {
        return node.err().stream()
                .filter(line -> line.startsWith("{"))
                .map(ObservationIT::parsed)
                .filter(line -> line.path("message").asText().startsWith(beginning))
                .toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static String page(String url) throws IOException, InterruptedException {
        return CLIENT.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .timeout(PATIENCE)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static double value(String page, String series) {
        return page.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    @Test
    void rangesThatArePendingAgain_areLoggedWithAllThatIsKnownOfThem() {
        List<JsonNode> again = lines(coordinator, "range ");

        assertThat(again).isNotEmpty().allSatisfy(line -> {
            assertThat(line.path("job").asText()).isEqualTo(job);
            assertThat(line.path("lease").asLong()).isPositive();
            assertThat(line.path("worker").asText()).isNotEmpty();
            assertThat(line.path("attempt").asInt()).isPositive();
            assertThat(line.path("epoch").asLong()).isPositive();
        });
        assertThat(again).extracting(line -> line.path("cause").asText()).contains("ERROR", "WORKER_LOST");
        assertThat(lines(coordinator, "worker killed lost")).singleElement().satisfies(line -> {
            assertThat(line.path("worker").asText()).isNotEmpty();
            assertThat(line.path("epoch").asLong()).isPositive();
        });
        assertThat(lines(coordinator, "job SUCCEEDED"))
                .singleElement()
                .satisfies(line -> assertThat(line.path("job").asText()).isEqualTo(job));
    }

    @Test
    void stridesThatFail_areLoggedByTheirWorkerWithJobAndLease() {
        List<JsonNode> failed = List.of(kept, killed).stream()
                .flatMap(worker -> lines(worker, "the range ").stream())
                .toList();

        assertThat(failed).hasSize(2).allSatisfy(line -> {
            assertThat(line.path("message").asText()).contains("is struck");
            assertThat(line.path("job").asText()).isEqualTo(job);
            assertThat(line.path("lease").asLong()).isPositive();
            assertThat(line.path("worker").asText()).isNotEmpty();
            assertThat(line.path("epoch").asLong()).isPositive();
        });
        assertThat(failed).extracting(line -> line.path("attempt").asInt()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void metrics_countCausesAndLosses() throws IOException, InterruptedException {
        String page = page(api + "/metrics");

        assertThat(value(page, "rangefold_leases_redispatched_total{cause=\"error\"}"))
                .isEqualTo(2);
        assertThat(value(page, "rangefold_leases_redispatched_total{cause=\"worker_lost\"}"))
                .isEqualTo(1);
        assertThat(value(page, "rangefold_workers_lost_total")).isEqualTo(1);
        assertThat(value(page, "rangefold_workers{state=\"active\"}")).isEqualTo(1);
        assertThat(value(page, "rangefold_liveness_connections")).isEqualTo(1);
        assertThat(value(page, "rangefold_cpu_seconds_total{use=\"lost\"}")).isPositive();
    }
}
