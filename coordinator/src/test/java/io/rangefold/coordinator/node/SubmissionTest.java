package io.rangefold.coordinator.node;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rangefold.coordinator.schedule.SchedulerSettings;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.StoreUnavailableException;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.coordinator.store.sql.SqlStores;
import io.rangefold.job.Arguments;
import io.rangefold.job.JobKinds;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of submissions, with a real store whose writes wait or fail as they are told to. */
final class SubmissionTest {
    @TempDir
    Path folder;

    private final Set<Long> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Long> failing = ConcurrentHashMap.newKeySet();
    private final Set<Long> tried = ConcurrentHashMap.newKeySet();
    private final AtomicInteger lookups = new AtomicInteger();
    private CoordinatorNode node;

    @BeforeEach
    void start() throws NodeStartException {
        JobStore real = SqlStores.open(folder.resolve("store").toString());
        JobStore store = (JobStore) Proxy.newProxyInstance(
                JobStore.class.getClassLoader(), new Class<?>[] {JobStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("write")) {
                        beforeWrite(((SaveGroup) arguments[1]).number());
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (method.getName().equals("findByKey")) {
                            lookups.incrementAndGet();
                        }
                    }
                });
        node = CoordinatorNode.start(
                new CoordinatorNode.Listen("127.0.0.1", "127.0.0.1", 0, 0),
                SchedulerSettings.DEFAULT,
                JobKinds.installed(),
                "test",
                Optional.of(store),
                List.of());
    }

    @AfterEach
    void end() {
        waiting.clear();
        failing.clear();
        node.close();
    }

    private void beforeWrite(long group) {
        tried.add(group);
        while (waiting.contains(group)) {
            Thread.onSpinWait();
        }
        if (failing.contains(group)) {
            throw new StoreException("no room", "", new IllegalStateException());
        }
    }

    private CompletableFuture<JobView> submit(String key) {
        Arguments arguments = Arguments.ofOptions(Map.of("from", "1", "to", "100"));
        Optional<String> asKey = Optional.of(key).filter(it -> !it.isEmpty());
        return node.jobs()
                .submit(new JobRequest("range-sum", arguments, JobOptions.DEFAULT, asKey))
                .toCompletableFuture();
    }

    private JobState state(JobView job) throws Exception {
        return node.jobs()
                .find(job.id())
                .toCompletableFuture()
                .get(10, SECONDS)
                .orElseThrow()
                .state();
    }

    @Test
    void acknowledgedJob_staysThough_itsRepetitionIsRefused() throws Exception {
        waiting.add(1L);
        failing.add(2L);
        CompletableFuture<JobView> first = submit("key");
        await().until(() -> tried.contains(1L));
        CompletableFuture<JobView> other = submit("");
        CompletableFuture<JobView> again = submit("key");
        await().until(() -> lookups.get() == 2);
        waiting.remove(1L);

        JobView accepted = first.get(10, SECONDS);
        assertThatThrownBy(() -> other.get(10, SECONDS)).hasCauseInstanceOf(StoreUnavailableException.class);
        again.handle((view, error) -> view).get(10, SECONDS);
        failing.clear();

        await().ignoreExceptions().until(() -> submit("").get(10, SECONDS) != null);
        assertThat(state(accepted)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void keyOfARefusedSubmission_thatIsStoredLater_isNotGivenToAnotherJob() throws Exception {
        failing.add(1L);
        CompletableFuture<JobView> before = submit("");
        await().until(() -> tried.contains(1L));
        CompletableFuture<JobView> refused = submit("key");
        assertThatThrownBy(() -> before.get(10, SECONDS)).hasCauseInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> refused.get(10, SECONDS)).hasCauseInstanceOf(StoreUnavailableException.class);

        waiting.add(2L);
        failing.clear();
        await().until(() -> tried.contains(2L));
        int sofar = lookups.get();
        CompletableFuture<JobView> again = submit("key");
        await().until(() -> lookups.get() > sofar);
        CompletableFuture<JobView> after = submit("");
        waiting.clear();

        assertThat(after.get(10, SECONDS).state()).isEqualTo(JobState.QUEUED);
        assertThat(again.get(10, SECONDS).state()).isEqualTo(JobState.CANCELLED);
    }
}
