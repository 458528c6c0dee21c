package io.rangefold.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.fake.FakeJobs;
import io.rangefold.cli.fake.FakeLeadership;
import io.rangefold.cli.fake.StepsKind;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.ApiStartException;
import io.rangefold.dashboard.DashboardFile;
import io.rangefold.dashboard.DashboardFiles;
import io.rangefold.job.JobKinds;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page and its files, as a server on a real port gives them. */
class PageTest {
    private static final JobKinds KINDS = JobKinds.of(new StepsKind());

    private final HttpClient client = HttpClient.newHttpClient();
    private final FakeLeadership leadership = new FakeLeadership();
    private ApiServer server;

    @BeforeEach
    void start() throws ApiStartException {
        leadership.take();
        server = ApiServer.start(new FakeJobs(KINDS), KINDS, ApiSettings.loopback(0), leadership);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void everyFile_comesAsItIs_withAStrictPolicy() throws Exception {
        for (Map.Entry<String, DashboardFile> file : DashboardFiles.all().entrySet()) {
            HttpResponse<byte[]> answer = get("/assets/" + file.getKey());
            assertThat(answer.statusCode()).as(file.getKey()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(file.getValue().bytes(false));
            assertThat(header(answer, "content-type")).isEqualTo(file.getValue().mediaType());
            assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        }
        HttpResponse<byte[]> page = get("/");
        assertThat(page.body())
                .isEqualTo(DashboardFiles.all().get(DashboardFiles.INDEX).bytes(false));
        assertThat(header(page, "content-security-policy"))
                .startsWith("default-src 'none';")
                .contains("script-src 'self';", "style-src 'self';", "connect-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "http");
    }

    @Test
    void browserThatTakesGzip_getsIt_andKeepsIt() throws Exception {
        DashboardFile app = DashboardFiles.all().get("app.js");
        HttpResponse<byte[]> answer = get("/assets/app.js", "Accept-Encoding", "br, gzip");
        assertThat(header(answer, "content-encoding")).isEqualTo("gzip");
        assertThat(header(answer, "vary")).isEqualTo("Accept-Encoding");
        assertThat(header(answer, "cache-control")).isEqualTo("no-cache");
        assertThat(answer.body()).isEqualTo(app.bytes(true));

        HttpResponse<byte[]> again =
                get("/assets/app.js", "Accept-Encoding", "gzip", "If-None-Match", header(answer, "etag"));
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        HttpResponse<byte[]> plain = get("/assets/app.js", "If-None-Match", header(answer, "etag"));
        assertThat(plain.statusCode()).as("the compressed form is another one").isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/",
                "/assets",
                "/assets/none.js",
                "/assets/APP.JS",
                "/assets/../index.html",
                "/assets/..%2findex.html",
                "/assets/%2e%2e/%2e%2e/etc/passwd",
                "/assets/draw",
                "/assets/draw/..%5capp.js",
                "/assets//app.js",
                "/META-INF/MANIFEST.MF",
                "/index.html"
            })
    void whatIsNoFile_isNotThere(String path) throws Exception {
        assertThat(get(path).statusCode()).isIn(400, 404);
    }

    @Test
    void page_isForThisServersNameOnly_andForReadingOnly() throws Exception {
        HttpRequest post =
                request("/").POST(HttpRequest.BodyPublishers.noBody()).build();
        assertThat(client.send(post, HttpResponse.BodyHandlers.ofByteArray()).statusCode())
                .isEqualTo(405);
        assertThat(get("/assets/app.js", "Origin", "http://evil.example").statusCode())
                .isEqualTo(403);
    }

    @Test
    void coordinatorThatStandsBy_sendsTheBrowserToTheLeader_andShowsThePageWithoutOne() throws Exception {
        leadership.follow("http://127.0.0.1:8530");
        HttpResponse<byte[]> elsewhere = get("/");
        assertThat(elsewhere.statusCode()).isEqualTo(307);
        assertThat(header(elsewhere, "location")).isEqualTo("http://127.0.0.1:8530/");
        assertThat(get("/assets/app.js").statusCode()).isEqualTo(200);

        leadership.lose();
        assertThat(get("/").statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
