package io.rangefold.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rangefold.cli.fake.EchoKind;
import io.rangefold.cli.fake.FakeJobs;
import io.rangefold.cli.fake.FakeLeadership;
import io.rangefold.cli.fake.StepsKind;
import io.rangefold.client.ClientSettings;
import io.rangefold.client.JobHandle;
import io.rangefold.client.JobSpec;
import io.rangefold.client.JobState;
import io.rangefold.client.RangefoldClient;
import io.rangefold.client.RangefoldException;
import io.rangefold.coordinator.api.ApiServer;
import io.rangefold.coordinator.api.ApiSettings;
import io.rangefold.coordinator.api.ApiStartException;
import io.rangefold.job.JobKinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java client with two real servers on the same jobs, one of which leads. */
class StandbyTest {
    private static final JobKinds KINDS = JobKinds.of(new StepsKind(), new EchoKind());
    private static final Duration LONG = Duration.ofMinutes(1);

    private final FakeJobs jobs = new FakeJobs(KINDS);
    private final FakeLeadership first = new FakeLeadership();
    private final FakeLeadership second = new FakeLeadership();
    private ApiServer firstServer;
    private ApiServer secondServer;
    private RangefoldClient client;

    @BeforeEach
    void start() throws ApiStartException {
        firstServer = ApiServer.start(jobs, KINDS, ApiSettings.loopback(0), first);
        secondServer = ApiServer.start(jobs, KINDS, ApiSettings.loopback(0), second);
        // A server that is stopped within a process may leave connections open, which the end of a process never does.
        client = RangefoldClient.connect(
                ClientSettings.of(url(firstServer) + "," + url(secondServer)).withAnswerTimeout(Duration.ofSeconds(2)));
    }

    @AfterEach
    void stop() {
        client.close();
        firstServer.close();
        secondServer.close();
    }

    private static String url(ApiServer server) {
        return "http://127.0.0.1:" + server.port();
    }

    @Test
    void standby_sendsTheClientOn() {
        first.follow(url(secondServer));
        second.take();

        JobHandle handle = client.submit(JobSpec.of("echo").words("a", "b"));
        assertThat(handle.await(LONG).value().get("words").elements()).hasSize(2);
        List<JobState> states = Collections.synchronizedList(new ArrayList<>());
        handle.watch(job -> states.add(job.state()));
        await().until(() -> states.contains(JobState.SUCCEEDED));
        assertThat(jobs.submitted()).isEqualTo(1);
    }

    @Test
    void waitingAndWatching_goOnWithTheNextLeader() {
        first.take();
        JobHandle handle = client.submit(
                JobSpec.of("steps").argument("from", 0).argument("to", 100_000).argument("nap", 5));
        var result = handle.finished().toCompletableFuture();
        List<JobState> states = Collections.synchronizedList(new ArrayList<>());
        List<RangefoldException> failures = Collections.synchronizedList(new ArrayList<>());
        handle.watch(job -> states.add(job.state()), failures::add);
        await().until(() -> states.contains(JobState.RUNNING));
        firstServer.close();
        first.lose();
        second.take();
        jobs.cancel(jobs.newest());

        assertThat(result.join().state()).isEqualTo(JobState.CANCELLED);
        await().atMost(LONG).until(() -> states.contains(JobState.CANCELLED) || !failures.isEmpty());
        assertThat(failures).isEmpty();
    }
}
