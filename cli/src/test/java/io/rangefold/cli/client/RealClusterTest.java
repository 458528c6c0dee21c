package io.rangefold.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.rangefold.cli.node.ActorLauncher;
import io.rangefold.cli.node.EmbeddedCluster;
import io.rangefold.client.BadRequestException;
import io.rangefold.client.BadRequestException.FieldError;
import io.rangefold.client.Job;
import io.rangefold.client.JobFailedException;
import io.rangefold.client.JobHandle;
import io.rangefold.client.JobSpec;
import io.rangefold.client.JobState;
import io.rangefold.client.Kind;
import io.rangefold.client.RangefoldClient;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.job.JobKinds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java client with a real server, coordinator and worker. */
class RealClusterTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static EmbeddedCluster cluster;
    private static ApiServer server;

    private RangefoldClient client;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() throws Exception {
        cluster = new ActorLauncher(JobKinds::installed, "test").startEmbedded(2, Optional.empty());
        server = ApiServer.start(cluster.jobs(), JobKinds.installed(), ApiSettings.loopback(0));
    }

    @AfterAll
    static void stop() {
        server.close();
        cluster.close();
    }

    @BeforeEach
    void connect() {
        client = RangefoldClient.connect(url());
    }

    @AfterEach
    void close() {
        client.close();
    }

    private static String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private static JobSpec sum(String to, String expression) {
        return JobSpec.of("range-sum").argument("from", "0").argument("to", to).argument("expr", expression);
    }

    /** Two slots are busy with it for hours. */
    private static JobSpec endless() {
        return sum("10^15", "collatz(i+1)");
    }

    @Test
    void result_isThereAndProven() {
        JobHandle handle = client.submit(sum("1e8", "i").name("mine").priority(3));

        var result = handle.await(LONG);
        assertThat(result.text("sum")).isEqualTo("4999999950000000");
        assertThat(result.job().verdict()).isEqualTo("VERIFIED");
        assertThat(result.job().name()).isEqualTo("mine");
        assertThat(result.job().document().get("priority").asLong()).isEqualTo(3);
        assertThat(handle.result().toCompletableFuture()).succeedsWithin(LONG).isEqualTo(result);
        assertThat(client.jobs()).extracting(Job::id).contains(handle.id());
    }

    @Test
    void files_travelWithTheJob() throws IOException {
        Path numbers = Files.writeString(folder.resolve("numbers.txt"), "360\n1099726899285419\n");

        var result = client.submit(
                        JobSpec.of("factorize").file("input", numbers).flag("divisors"))
                .await(LONG);
        assertThat(result.value().get("numbers").elements()).hasSize(2);
        assertThat(result.value()
                        .get("numbers")
                        .elements()
                        .get(0)
                        .get("divisors")
                        .elements())
                .hasSize(24);
    }

    @Test
    void elements_comeOneByOne() {
        JobHandle handle = client.submit(JobSpec.of("range-find")
                .argument("from", 0)
                .argument("to", "1e6")
                .argument("expr", "i % 3 == 0")
                .argument("limit", 100_000));
        handle.await(LONG);
        List<Long> matches = new ArrayList<>();

        assertThat(handle.elements(element -> matches.add(element.asLong()))).isEqualTo(100_000);
        assertThat(matches).startsWith(0L, 3L, 6L).endsWith(299_997L).hasSize(100_000);
    }

    @Test
    void badInput_namesItsPlace() {
        BadRequestException refused =
                catchThrowableOfType(BadRequestException.class, () -> client.submit(sum("10", "i +* 2")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fault().code()).isEqualTo("bad-input");
        assertThat(refused.fault().where()).contains("--expr");
        assertThat(refused.errors()).extracting(FieldError::field).containsExactly("arguments.expr");
    }

    @Test
    void failure_saysWhy() {
        JobFailedException failed = catchThrowableOfType(
                JobFailedException.class,
                () -> client.submit(sum("10", "1/(i-7)")).await(LONG));

        assertThat(failed.job().state()).isEqualTo(JobState.FAILED);
        assertThat(failed.fault().message()).contains("division by zero");
        assertThat(failed.fault().where()).contains("7");
    }

    @Test
    void timeout_endsTheJob() {
        JobHandle handle = client.submit(endless().timeout(Duration.ofMillis(300)));

        assertThatThrownBy(() -> handle.await(LONG))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("TIMED_OUT");
    }

    @Test
    void job_isPausedResumedWatchedAndCancelled() {
        JobHandle handle = client.submit(endless());
        List<JobState> states = Collections.synchronizedList(new ArrayList<>());
        handle.watch(job -> states.add(job.state()));
        assertThat(handle.pause().state()).isEqualTo(JobState.PAUSED);
        await().until(() -> states.contains(JobState.PAUSED));
        assertThat(handle.resume().hasEnded()).isFalse();
        assertThat(handle.prioritize(-7).document().get("priority").asLong()).isEqualTo(-7);
        assertThat(handle.cancel().state()).isEqualTo(JobState.CANCELLED);
        await().until(() -> states.contains(JobState.CANCELLED));

        assertThat(states.get(states.size() - 1)).isEqualTo(JobState.CANCELLED);
        assertThatThrownBy(() -> handle.await(LONG))
                .isInstanceOf(JobFailedException.class)
                .hasMessageContaining("cancelled");
    }

    @Test
    void chosenKey_givesTheSameJob() {
        JobSpec spec = sum("1000", "i").idempotencyKey("a key");

        assertThat(client.submit(spec).id()).isEqualTo(client.submit(spec).id());
        assertThat(client.submit(sum("1000", "i")).id())
                .isNotEqualTo(client.submit(sum("1000", "i")).id());
    }

    @Test
    void manyJobs_allEnd() {
        List<JobHandle> handles = client.submitAll(IntStream.rangeClosed(1, 500)
                .mapToObj(n -> sum(Integer.toString(n), "i"))
                .toList());
        long total = client.asCompleted(handles, LONG)
                .mapToLong(handle -> handle.await(LONG).integer("sum").longValueExact())
                .sum();

        // The sum of n(n-1)/2 for n up to N is (N-1)N(N+1)/6.
        assertThat(total).isEqualTo(499L * 500 * 501 / 6);
    }

    @Test
    void refusedJobOfMany_cancelsTheOthers() {
        String name = "of " + folder.getFileName();
        List<JobSpec> specs = List.of(
                endless().name(name), sum("10", "k").name(name), endless().name(name));

        assertThatThrownBy(() -> client.submitAll(specs)).isInstanceOf(BadRequestException.class);
        assertThat(client.jobs().stream().filter(job -> job.name().equals(name)))
                .hasSize(2)
                .extracting(Job::state)
                .containsOnly(JobState.CANCELLED);
    }

    @Test
    void workersAndKinds_areListed() {
        assertThat(client.workers()).singleElement().satisfies(worker -> {
            assertThat(worker.slots()).isEqualTo(2);
            assertThat(worker.state()).isEqualTo("ACTIVE");
        });
        assertThat(client.kinds()).extracting(Kind::name).contains("range-sum", "factorize");
        assertThat(client.kinds().get(0).options()).isNotEmpty();
    }

    @Test
    void readmesExample_isThisOne_andWorks() throws IOException {
        List<String> source = Files.readAllLines(Path.of("src/test/java/io/rangefold/cli/client/ReadmeExample.java"));
        List<String> example =
                source.subList(source.indexOf("        // [README") + 1, source.indexOf("        // README]"));
        String shown = String.join("\n", example).stripIndent();
        assertThat(Files.readString(Path.of("../README.md"))).contains("\n```java\n" + shown + "\n```\n");

        assertThat(printedBy(() -> ReadmeExample.run(url())))
                .contains("{\"count\":\"4\"}", "prime-count SUCCEEDED {\"count\":\"5761455\"}")
                .endsWith("\n333333332833333333500000000\n");
    }

    private static String printedBy(Runnable code) {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            code.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
