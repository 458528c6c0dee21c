package io.rangefold.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rangefold.cli.fake.CommandLineTester;
import io.rangefold.cli.fake.FakeLeadership;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class NodeCommandsTest {
    private final CommandLineTester cli = new CommandLineTester();

    private void runUntilUp(String... words) throws InterruptedException {
        Thread thread = new Thread(() -> cli.run(words));
        thread.start();
        await().until(() -> !cli.nodes().log().isEmpty() || !thread.isAlive());
        cli.interrupt();
        thread.join(20_000);
    }

    @Test
    void coordinator_saysWhereItListens_andEndsWhenToldTo() throws InterruptedException {
        runUntilUp("coordinator", "--api-port", "0", "--advertise", "node-7", "--data", "none");

        assertThat(cli.exitCode()).isEqualTo(130);
        assertThat(cli.err())
                .containsPattern("API at http://127\\.0\\.0\\.1:[1-9][0-9]+")
                .contains("rangefold worker --join node-7:25520")
                .contains("jobs are kept in memory only")
                .contains("coordinator ends");
        assertThat(cli.nodes().log()).containsExactly("coordinator 127.0.0.1:25520 node-7", "closed");
    }

    @Test
    void coordinator_withData_saysThatJobsGoOn() throws InterruptedException {
        cli.with("XDG_DATA_HOME", "/var/lib/somebody");
        runUntilUp("coordinator", "--api-port", "0");

        assertThat(cli.err())
                .contains("jobs are kept in /var/lib/somebody/rangefold")
                .contains("go on when a coordinator starts again with their data in /var/lib/somebody/rangefold")
                .doesNotContain("warning");
        assertThat(cli.nodes().log())
                .containsExactly("coordinator 127.0.0.1:25520 127.0.0.1 data=/var/lib/somebody/rangefold", "closed");
    }

    @Test
    void coordinator_withOthers_joinsThemOnTheirDatabase() throws InterruptedException {
        cli.with("RANGEFOLD_COORDINATOR_DATA", "postgresql://me:secret@db/jobs");
        runUntilUp("coordinator", "--api-port", "0", "--join", "127.0.0.1:1,localhost:2");

        assertThat(cli.err())
                .contains("jobs are kept in postgresql://me:***@db/jobs")
                .doesNotContain("secret");
        assertThat(cli.nodes().log().get(0))
                .endsWith("data=postgresql://me:secret@db/jobs join=[127.0.0.1:1, localhost:2]");
    }

    @Test
    void coordinator_thatDoesNotLead_sendsClientsOn() throws Exception {
        FakeLeadership leadership = new FakeLeadership();
        leadership.lose();
        cli.nodes().lead(leadership);
        Thread thread = new Thread(() -> cli.run("coordinator", "--api-port", "0", "--data", "none"));
        thread.start();
        await().until(() -> cli.err().contains("API at http://"));
        Matcher url = Pattern.compile("http://[0-9.:]+").matcher(cli.err());
        assertThat(url.find()).isTrue();
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(url.group() + "/api/v1/jobs").toURL().openConnection();
        assertThat(connection.getResponseCode()).isEqualTo(503);
        cli.interrupt();
        thread.join(20_000);
    }

    @Test
    void coordinator_beyondLoopback_warnsEachTime() throws InterruptedException {
        runUntilUp("coordinator", "--api-port", "0", "--bind", "0.0.0.0", "--insecure", "--quiet", "--data", "none");

        assertThat(cli.err()).contains("warning: listens beyond loopback without encryption");
    }

    @Test
    void coordinator_whoseApiPortIsTaken_saysSo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            cli.run("coordinator", "--api-port", Integer.toString(taken.getLocalPort()));
        }
        assertThat(cli.exitCode()).isEqualTo(1);
        assertThat(cli.err()).contains("Address already in use").contains("choose another --api-port");
        assertThat(cli.nodes().log()).endsWith("closed");
    }

    @Test
    void worker_joins_andDrainsWhenToldTo() throws InterruptedException {
        runUntilUp("worker", "--join", "127.0.0.1:1,[::1]:2", "--slots", "3", "--name", "w-1");

        assertThat(cli.exitCode()).isEqualTo(130);
        assertThat(cli.err()).contains("worker w-1 is up with 3 slots").contains("worker w-1 drains");
        assertThat(cli.nodes().log()).containsExactly("worker w-1 joins [127.0.0.1:1, [::1]:2] slots=3", "drained");
    }
}
