package io.rangefold.benchmark.commits;

import io.rangefold.benchmark.Jvm;
import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.benchmark.kind.CountKind;
import io.rangefold.coordinator.document.VersionDocument;
import io.rangefold.coordinator.node.CoordinatorNode;
import io.rangefold.coordinator.node.NodeStartException;
import io.rangefold.coordinator.schedule.SchedulerSettings;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.JobId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A coordinator in this JVM and workers in others. Leases are to take a nanosecond, so every index is a lease of its own:
 * granted, computed in one stride, committed and acknowledged.
 */
final class Cluster implements Contender {
    private static final long CHECK_ITEMS = 2_000;
    private static final long ENDLESS = 1L << 60;
    private static final JobOptions UNCHECKED =
            new JobOptions("", 0, OptionalInt.empty(), Optional.empty(), 3, new VerifyMode.None());

    private final CoordinatorNode coordinator;
    private final List<Jvm> workers = new ArrayList<>();
    private Optional<JobId> running = Optional.empty();

    Cluster(int count, int slots) throws NodeStartException, InterruptedException {
        coordinator = CoordinatorNode.start(
                new CoordinatorNode.Listen("127.0.0.1", "127.0.0.1", 0, 0),
                tinyLeases(SchedulerSettings.DEFAULT),
                JobKinds.installed(),
                VersionDocument.VERSION,
                Optional.empty(),
                List.of());
        for (int i = 0; i < count; i++) {
            workers.add(Jvm.startWorker(coordinator.port(), slots, "worker-" + i));
        }
        Waiting.until(
                "workers", () -> jobs().workers().toCompletableFuture().join().size() == count);
    }

    private static SchedulerSettings tinyLeases(SchedulerSettings like) {
        return new SchedulerSettings(
                like.tickNanos(),
                like.leaseTimeoutNanos(),
                like.resendNanos(),
                like.trimTimeoutNanos(),
                like.leastStealNanos(),
                like.backoffNanos(),
                like.maxBackoffNanos(),
                like.agingNanos(),
                like.quantumNanos(),
                1);
    }

    private JobService jobs() {
        return coordinator.jobs();
    }

    private JobId submit(long items) {
        return jobs().submit(new JobRequest(CountKind.NAME, CountKind.arguments(items), UNCHECKED))
                .toCompletableFuture()
                .join()
                .id();
    }

    private JobView view(JobId id) {
        return jobs().find(id).toCompletableFuture().join().orElseThrow();
    }

    /** Runs a short job to its end: every index is committed once, by itself. */
    void check() throws InterruptedException {
        JobId id = submit(CHECK_ITEMS);
        Waiting.until(
                "a job of " + CHECK_ITEMS + " items", () -> view(id).state().isTerminal());
        StringBuilder text = new StringBuilder();
        jobs().result(id).toCompletableFuture().join().ifPresent(result -> {
            try {
                result.writeText(text);
            } catch (IOException e) {
                throw new AssertionError("a builder throws nothing", e);
            }
        });
        WrongAnswerException.check(
                "items", String.valueOf(CHECK_ITEMS), text.toString().strip());
        WrongAnswerException.check("commits", CHECK_ITEMS, view(id).execution().commits());
    }

    @Override
    public void go() {
        running = Optional.of(submit(ENDLESS));
    }

    @Override
    public long commits() {
        return running.map(id -> view(id).execution().commits()).orElse(0L);
    }

    @Override
    public void stop() {
        running.ifPresent(id -> jobs().cancel(id).toCompletableFuture().join());
        running = Optional.empty();
    }

    @Override
    public Duration workersCpu() {
        return workers.stream().map(Jvm::cpu).reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() {
        workers.forEach(Jvm::close);
        coordinator.close();
    }
}
