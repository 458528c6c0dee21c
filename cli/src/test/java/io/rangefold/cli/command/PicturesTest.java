package io.rangefold.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.cli.node.ActorLauncher;
import io.rangefold.cli.node.EmbeddedCluster;
import io.rangefold.cli.node.Interrupts;
import io.rangefold.cli.output.Streams;
import io.rangefold.coordinator.api.ApiClient;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.RemoteJobService;
import io.rangefold.job.JobKinds;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that can be seen, with a real coordinator and worker: written to files, fetched, and looked at while they are computed. */
class PicturesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String SMALL = "mandelbrot --width 120 --height 80";

    private static EmbeddedCluster cluster;
    private static ApiServer server;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

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

    private static String url() {
        return "http://127.0.0.1:" + server.port();
    }

    private int run(String line) {
        out.reset();
        err.reset();
        Streams streams = new Streams(out, new PrintStream(err, true, StandardCharsets.UTF_8), () -> false);
        Environment environment = new Environment(
                streams,
                Map.of("HOME", "/nonexistent", "RANGEFOLD_API", url()),
                JobKinds::installed,
                () -> new ActorLauncher(JobKinds::installed, "test"),
                NoInterrupts::new);
        return new Cli(environment).run(line.split(" "));
    }

    private static final class NoInterrupts implements Interrupts.Section {
        @Override
        public boolean interrupted() {
            return false;
        }

        @Override
        public void close() {}
    }

    private JsonNode document() {
        try {
            return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JobId submitted(String line) {
        assertThat(run("submit " + line))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        return new JobId(out.toString(StandardCharsets.UTF_8).strip());
    }

    private static RemoteJobService remote() {
        return new RemoteJobService(new ApiClient(url()));
    }

    private static Optional<JobResult> preview(JobId id) {
        return remote().preview(id).toCompletableFuture().join();
    }

    @Test
    void run_writesThePicture() throws IOException {
        Path file = folder.resolve("a.png");

        assertThat(run("run " + SMALL + " --slots 2 --image " + file)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("120 x 80 pixels, ");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("bytes written to " + file);
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(120);
    }

    @Test
    void submit_result_andTheApi_giveTheSamePicture() throws Exception {
        Path first = folder.resolve("a.png");
        Path second = folder.resolve("b.png");

        assertThat(run("submit " + SMALL + " --wait --output json --image " + first))
                .isZero();
        JsonNode result = document().path("result");
        assertThat(result.path("width").asInt()).isEqualTo(120);
        assertThat(result.path("image").path("file").asText()).isEqualTo(first.toString());
        assertThat(result.path("image").path("bytes").asLong()).isEqualTo(Files.size(first));
        assertThat(document().path("verification").path("verdict").asText()).isEqualTo("AUDITED");

        String id = document().path("id").asText();
        assertThat(run("result " + id + " --image " + second)).isZero();
        assertThat(second).hasSameBinaryContentAs(first);

        HttpRequest head = HttpRequest.newBuilder(URI.create(url() + "/api/v1/jobs/" + id + "/result/image"))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        var answer = HttpClient.newHttpClient().send(head, BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).contains("image/png");
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        preview(new JobId(id)).orElseThrow().image().orElseThrow().writeTo(shown);
        assertThat(shown.toByteArray()).isEqualTo(Files.readAllBytes(first));
    }

    @Test
    void deepPicture_isTheSameOnAnyNumberOfSlots() throws IOException {
        String deep = "run mandelbrot --width 90 --height 60 --zoom 1e30 --iterations 3000"
                + " --center -1.74006238257933990522084416706582563829664172043617186687986,"
                + "0.02817533977921104899241152114431950968753907674299060857040 --image ";

        assertThat(run(deep + folder + "/one.png --slots 1")).isZero();
        assertThat(run(deep + folder + "/three.png --slots 3")).isZero();
        assertThat(folder.resolve("three.png")).hasSameBinaryContentAs(folder.resolve("one.png"));
    }

    @Test
    void jobsFile_writesAPictureForEachLine() throws IOException {
        Path jobs = Files.writeString(
                folder.resolve("jobs"),
                SMALL + " --image " + folder + "/a.png\n" + SMALL + " --palette fire --image " + folder + "/b.png\n");

        assertThat(run("run --jobs " + jobs)).isZero();
        assertThat(Files.size(folder.resolve("a.png"))).isPositive();
        assertThat(Files.size(folder.resolve("b.png"))).isPositive();
    }

    @Test
    void image_whereItCanNotBe_isRefused() {
        assertThat(run("submit " + SMALL + " --image a.png")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--image needs --wait");

        JobId pi = submitted("monte-carlo-pi --samples 1e5");
        await().atMost(LONG).until(() -> run("result " + pi) == 0);
        assertThat(run("result " + pi + " --image " + folder + "/a.png")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the result of monte-carlo-pi is no picture");
        assertThat(folder.resolve("a.png")).doesNotExist();
    }

    @Test
    void pictureThatIsComputed_canBeSeen() throws IOException {
        JobId id = submitted("mandelbrot --width 6000 --height 40000 --iterations 50000 --verify none --max-slots 1");

        await().atMost(LONG).until(() -> preview(id).isPresent());
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        preview(id).orElseThrow().image().orElseThrow().writeTo(shown);
        assertThat(ImageIO.read(new ByteArrayInputStream(shown.toByteArray())).getHeight())
                .isBetween(900, 1024);

        assertThat(run("cancel " + id)).isZero();
        await().atMost(LONG).until(() -> preview(id).isEmpty());
    }

    @Test
    void estimate_canBeSeenAsItConverges() {
        JobId id = submitted("monte-carlo-pi --samples 1e15 --verify none --max-slots 1");

        await().atMost(LONG).until(() -> preview(id).flatMap(JobResult::curve).isPresent());
        JobResult.Curve curve = preview(id).orElseThrow().curve().orElseThrow();
        assertThat(curve.points())
                .isNotEmpty()
                .allSatisfy(point -> assertThat(point.y()).isBetween(point.low(), point.high()));
        assertThat(curve.points().get(0).y()).isBetween(3.1, 3.2);
        assertThat(run("cancel " + id)).isZero();
    }

    @Test
    void curve_ofAnEstimate_endsWithIt() {
        assertThat(run("submit monte-carlo-pi --samples 1e6 --wait --output json"))
                .isZero();
        double estimate = document().path("result").path("estimate").asDouble();
        JobId id = new JobId(document().path("id").asText());

        JobResult.Curve curve = remote().result(id)
                .toCompletableFuture()
                .join()
                .orElseThrow()
                .curve()
                .orElseThrow();
        assertThat(estimate).isEqualTo(3.142816);
        assertThat(curve.points().get(curve.points().size() - 1).y()).isEqualTo(estimate);
    }
}
