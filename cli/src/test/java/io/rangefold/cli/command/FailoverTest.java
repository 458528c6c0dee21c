package io.rangefold.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rangefold.cli.fake.CommandLineTester;
import io.rangefold.cli.fake.FakeLeadership;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.ApiStartException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that outlive coordinators: two of these, on the same jobs. */
class FailoverTest {
    private final CommandLineTester cli = new CommandLineTester();
    private final FakeLeadership first = new FakeLeadership();
    private final FakeLeadership second = new FakeLeadership();
    private ApiServer firstServer;
    private ApiServer secondServer;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws ApiStartException {
        firstServer = serve(first, 0);
        secondServer = serve(second, 0);
        cli.with("RANGEFOLD_API", url(firstServer) + "," + url(secondServer));
    }

    @AfterEach
    void stop() {
        firstServer.close();
        secondServer.close();
    }

    private ApiServer serve(FakeLeadership leadership, int port) throws ApiStartException {
        return ApiServer.start(cli.jobs(), cli.kinds(), ApiSettings.loopback(port), leadership);
    }

    private static String url(ApiServer server) {
        return url(server.port());
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }

    private Thread background(String... words) {
        Thread thread = new Thread(() -> cli.run(words));
        thread.start();
        return thread;
    }

    private void leadBySecond() {
        first.follow(url(secondServer));
        second.take();
    }

    @Test
    void standby_sendsClientsOnToTheLeader() throws IOException {
        leadBySecond();
        cli.with("RANGEFOLD_API", url(firstServer));
        Path words = Files.writeString(folder.resolve("words"), "word\n".repeat(200_000));

        cli.run("submit", "echo", "--input", words.toString(), "--wait", "--results", folder + "/out");
        assertThat(cli.err()).contains("200000 words written");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.run("jobs", "--name", "a&b=c d", "--limit", "3").exitCode())
                .isZero();
        assertThat(cli.run("watch", "job-1").out()).isEqualTo("job-1 SUCCEEDED\n");
        assertThat(cli.run("job", "nope").exitCode()).isEqualTo(3);
        assertThat(cli.run("result", "job-1").out()).hasSize(5 * 200_000);
        assertThat(cli.jobs().submitted()).isEqualTo(1);
    }

    @Test
    void addressThatDoesNotAnswer_isPassedOver() {
        second.take();
        firstServer.close();

        assertThat(cli.run("submit", "echo", "1", "--wait").out()).isEqualTo("1\n");
        assertThat(cli.err()).doesNotContain("trying again");
    }

    @Test
    void nobodyThere_isSaidAtOnce() {
        String both = url(firstServer) + ", " + url(secondServer);
        firstServer.close();
        secondServer.close();
        cli.with("RANGEFOLD_API_PATIENCE", "1h");

        for (String command : new String[] {"submit echo 1", "submit echo 1 --wait", "jobs", "watch job-1"}) {
            cli.run(command.split(" "));
            assertThat(cli.exitCode()).isEqualTo(5);
            assertThat(cli.err())
                    .contains("none of the coordinators at " + both + " can be reached")
                    .doesNotContain("trying again");
        }
    }

    @Test
    void election_isWaitedFor() throws InterruptedException {
        Thread thread = background("submit", "echo", "1", "--wait");
        await().until(() -> cli.err().contains("no coordinator leads at "));
        leadBySecond();
        thread.join(20_000);

        assertThat(cli.out()).isEqualTo("1\n");
        assertThat(cli.exitCode()).isZero();
        assertThat(cli.err()).containsOnlyOnce("trying again for up to 30 s");
    }

    @Test
    void electionThatNobodyWins_exitsWith5() {
        cli.with("RANGEFOLD_API_PATIENCE", "1s").run("jobs", "--output", "json");

        assertThat(cli.exitCode()).isEqualTo(5);
        assertThat(cli.document().path("error").path("message").asText()).startsWith("no coordinator leads at ");
        cli.run("result", "job-1");
        assertThat(cli.exitCode()).isEqualTo(5);
    }

    @Test
    void coordinatorThatComesBack_isFoundAgain() throws Exception {
        first.take();
        int port = firstServer.port();
        cli.with("RANGEFOLD_API", url(port));
        Thread waiting = background("submit", "steps", "--from", "0", "--to", "400", "--nap", "5", "--wait");
        await().until(cli.jobs()::isWatched);
        firstServer.close();
        await().until(() -> cli.err().contains("nothing listens there; trying again"));
        firstServer = serve(first, port);
        waiting.join(30_000);

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("79800\n");
    }

    @Test
    void watch_followsTheJobToTheNextLeader() throws Exception {
        first.take();
        cli.run("submit", "steps", "--from", "0", "--to", "100000", "--nap", "5");
        Thread watching = background("watch", "job-1");
        await().until(() -> cli.out().contains("RUNNING"));
        firstServer.close();
        second.take();
        cli.jobs().cancel(cli.jobs().newest());
        watching.join(30_000);

        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.out()).contains("RUNNING").endsWith("CANCELLED\n");
    }

    @Test
    void interruptedSearch_detaches() throws Exception {
        first.take();
        cli.with("RANGEFOLD_API_PATIENCE", "1h");
        Thread waiting = background("submit", "steps", "--from", "0", "--to", "100000", "--nap", "5", "--wait");
        await().until(cli.jobs()::isWatched);
        firstServer.close();
        secondServer.close();
        await().until(() -> cli.err().contains("trying again for up to 3600 s"));
        cli.interrupt();
        waiting.join(30_000);

        assertThat(cli.exitCode()).isEqualTo(130);
        assertThat(cli.err()).contains("job job-1 goes on");
    }

    @Test
    void submissionWhoseAnswerIsLost_isNotDoubled() throws Exception {
        second.take();
        try (ServerSocket losing = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread proxy = new Thread(() -> deliverAndHangUp(losing, secondServer.port()));
            proxy.start();
            cli.run("submit", "echo", "1", "--api", url(losing.getLocalPort()) + "," + url(secondServer));
            proxy.join();
        }

        assertThat(cli.exitCode()).isZero();
        assertThat(cli.out()).isEqualTo("job-1\n");
        assertThat(cli.jobs().submitted()).isEqualTo(1);
    }

    @Test
    void circle_isLeft() {
        first.follow(url(secondServer));
        second.follow(url(firstServer));
        cli.with("RANGEFOLD_API_PATIENCE", "1s").run("jobs");

        assertThat(cli.exitCode()).isEqualTo(5);
        assertThat(cli.err()).contains("no coordinator leads at ");
    }

    @Test
    void redirectionToSomethingElse_isNotFollowed() throws Exception {
        first.follow("ftp://" + url(secondServer).substring(7));
        cli.with("RANGEFOLD_API", url(firstServer)).run("jobs");

        assertThat(cli.exitCode()).isEqualTo(5);
        assertThat(cli.err()).contains("is no coordinator that this version understands");
    }

    /** Takes one request to where it belongs, and ends instead of answering. */
    private static void deliverAndHangUp(ServerSocket server, int port) {
        try (Socket client = server.accept();
                Socket target = new Socket("127.0.0.1", port)) {
            InputStream in = client.getInputStream();
            StringBuilder request = new StringBuilder();
            int length = -1;
            while (length < 0 || request.length() < length) {
                request.append((char) in.read());
                int end = request.indexOf("\r\n\r\n");
                if (length < 0 && end >= 0) {
                    length = end + 4 + contentLength(request.toString());
                }
            }
            target.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            target.getInputStream().read(new byte[10]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int contentLength(String head) {
        String name = "Content-Length: ";
        int at = head.indexOf(name) + name.length();
        return Integer.parseInt(head.substring(at, head.indexOf('\r', at)));
    }
}
