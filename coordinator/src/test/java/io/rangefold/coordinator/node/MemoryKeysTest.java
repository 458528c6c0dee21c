package io.rangefold.coordinator.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rangefold.coordinator.schedule.SchedulerSettings;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.KeyTakenException;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.job.Arguments;
import io.rangefold.job.JobKinds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a key means to a coordinator that keeps everything in memory: the same as to one that has a store. */
final class MemoryKeysTest {
    private static final JobOptions OPTIONS = new JobOptions(
            "name", 1, OptionalInt.of(2), Optional.of(Duration.ofMinutes(1)), 3, JobOptions.DEFAULT.verify());

    private CoordinatorNode node;

    @BeforeEach
    void start() throws NodeStartException {
        node = CoordinatorNode.start(
                new CoordinatorNode.Listen("127.0.0.1", "127.0.0.1", 0, 0),
                SchedulerSettings.DEFAULT,
                JobKinds.installed(),
                "test",
                Optional.empty(),
                List.of());
    }

    @AfterEach
    void end() {
        node.close();
    }

    private CompletableFuture<JobView> submit(String key, String to, JobOptions options) {
        Arguments arguments = Arguments.ofOptions(Map.of("from", "1", "to", to));
        return node.jobs()
                .submit(new JobRequest("range-sum", arguments, options, Optional.of(key)))
                .toCompletableFuture();
    }

    @Test
    void keyThatComesAgain_withTheSame_isTheSameJob() throws Exception {
        JobView first = submit("key", "100", OPTIONS).get(10, SECONDS);

        assertThat(submit("key", "100", OPTIONS).get(10, SECONDS).id()).isEqualTo(first.id());
        assertThat(submit("other", "100", OPTIONS).get(10, SECONDS).id()).isNotEqualTo(first.id());
    }

    @Test
    void keyThatComesAgain_withOtherOptionsOrArguments_isRefused() throws Exception {
        JobView first = submit("key", "100", OPTIONS).get(10, SECONDS);
        Optional<Duration> timeout = OPTIONS.timeout();
        for (JobOptions other : List.of(
                JobOptions.DEFAULT,
                new JobOptions("other", 1, OptionalInt.of(2), timeout, 3, OPTIONS.verify()),
                new JobOptions("name", 2, OptionalInt.of(2), timeout, 3, OPTIONS.verify()),
                new JobOptions("name", 1, OptionalInt.empty(), timeout, 3, OPTIONS.verify()),
                new JobOptions("name", 1, OptionalInt.of(2), Optional.empty(), 3, OPTIONS.verify()),
                new JobOptions("name", 1, OptionalInt.of(2), timeout, 4, OPTIONS.verify()),
                new JobOptions("name", 1, OptionalInt.of(2), timeout, 3, new VerifyMode.None()))) {
            assertTaken(submit("key", "100", other), first);
        }
        assertTaken(submit("key", "101", OPTIONS), first);
        assertThat(node.jobs().list(JobFilter.NEWEST).toCompletableFuture().get(10, SECONDS))
                .extracting(JobView::id)
                .containsExactly(first.id());
    }

    private static void assertTaken(CompletableFuture<JobView> submission, JobView first) {
        assertThatThrownBy(() -> submission.get(10, SECONDS))
                .cause()
                .isInstanceOf(KeyTakenException.class)
                .hasMessageContaining("key");
        assertThatThrownBy(submission::join)
                .cause()
                .isInstanceOfSatisfying(
                        KeyTakenException.class,
                        taken -> assertThat(taken.fault().toString())
                                .contains(first.id().value()));
    }
}
