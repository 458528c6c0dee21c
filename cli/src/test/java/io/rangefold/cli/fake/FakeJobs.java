package io.rangefold.cli.fake;

import io.rangefold.coordinator.service.Explanation;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.KeyTakenException;
import io.rangefold.coordinator.service.Observation;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.BadInputException;
import io.rangefold.job.JobKinds;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A coordinator with one worker that really computes, a thread a job. */
public final class FakeJobs implements JobService {
    private final JobKinds kinds;
    private final Map<JobId, FakeJob> jobs = new ConcurrentHashMap<>();
    private final List<JobId> order = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger ids = new AtomicInteger();
    private volatile @Nullable RuntimeException outage;
    private volatile WorkerView.State worker = WorkerView.State.ACTIVE;

    public FakeJobs(JobKinds kinds) {
        this.kinds = kinds;
    }

    /** From now on nothing can be made durable. */
    public void failWith(RuntimeException failure) {
        outage = failure;
    }

    /** How many jobs were ever submitted. */
    public int submitted() {
        return order.size();
    }

    /** Whether somebody watches the newest job. */
    public boolean isWatched() {
        return submitted() > 0 && jobs.get(newest()).isWatched();
    }

    /** The job that was submitted last. */
    public JobId newest() {
        return order.get(order.size() - 1);
    }

    @Override
    public CompletionStage<JobView> submit(JobRequest request) {
        if (outage != null) {
            return CompletableFuture.failedFuture(outage);
        }
        Optional<FakeJob> before = jobs.values().stream()
                .filter(job -> job.key().isPresent() && job.key().equals(request.idempotencyKey()))
                .findFirst();
        if (before.isPresent()) {
            return before.get().isOf(request)
                    ? CompletableFuture.completedFuture(before.get().view())
                    : CompletableFuture.failedFuture(KeyTakenException.of(
                            request.idempotencyKey().orElseThrow(),
                            before.get().view().id()));
        }
        try {
            JobId id = new JobId("job-" + ids.incrementAndGet());
            FakeJob job = new FakeJob(id, request, kinds.named(request.kind()).parse(request.arguments()));
            jobs.put(id, job);
            order.add(id);
            JobView view = job.view();
            job.start();
            return CompletableFuture.completedFuture(view);
        } catch (BadInputException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<Optional<JobView>> find(JobId id) {
        return of(id, job -> {});
    }

    @Override
    public CompletionStage<Optional<List<JobEvent>>> history(JobId id, long after, int limit) {
        return CompletableFuture.completedFuture(Optional.ofNullable(jobs.get(id))
                .map(job -> job.history().stream()
                        .filter(event -> event.number() > after)
                        .limit(limit)
                        .toList()));
    }

    @Override
    public CompletionStage<List<JobEvent>> events(long after, int limit) {
        return CompletableFuture.completedFuture(jobs.values().stream()
                .flatMap(job -> job.history().stream())
                .filter(event -> event.number() > after)
                .sorted(Comparator.comparingLong(JobEvent::number))
                .limit(limit)
                .toList());
    }

    @Override
    public CompletionStage<Long> prune(Duration olderThan) {
        List<JobId> old = jobs.values().stream()
                .map(FakeJob::view)
                .filter(job -> job.finishedAt()
                        .filter(end -> end.plus(olderThan).isBefore(Instant.now()))
                        .isPresent())
                .map(JobView::id)
                .toList();
        jobs.keySet().removeAll(old);
        return CompletableFuture.completedFuture((long) old.size());
    }

    @Override
    public CompletionStage<List<JobView>> list(JobFilter filter) {
        List<JobId> newestFirst = new ArrayList<>(order);
        Collections.reverse(newestFirst);
        List<JobView> pages = newestFirst.stream()
                .skip(filter.before().map(id -> newestFirst.indexOf(id) + 1).orElse(0))
                .filter(jobs::containsKey)
                .map(id -> jobs.get(id).view())
                .filter(job -> filter.states().isEmpty() || filter.states().contains(job.state()))
                .filter(job -> filter.kind().isEmpty() || filter.kind().get().equals(job.kind()))
                .filter(job -> filter.name().isEmpty()
                        || job.name().contains(filter.name().get()))
                .limit(filter.limit())
                .toList();
        return CompletableFuture.completedFuture(pages);
    }

    @Override
    public CompletionStage<Optional<JobView>> cancel(JobId id) {
        return of(id, FakeJob::cancel);
    }

    @Override
    public CompletionStage<Optional<JobView>> pause(JobId id) {
        return of(id, FakeJob::pause);
    }

    @Override
    public CompletionStage<Optional<JobView>> resume(JobId id) {
        return of(id, FakeJob::resume);
    }

    @Override
    public CompletionStage<Optional<Explanation>> explain(JobId id) {
        return CompletableFuture.completedFuture(Optional.ofNullable(jobs.get(id))
                .map(job -> new Explanation(
                        job.view(),
                        "it runs",
                        List.of(new Explanation.Leased(7, "fake", 0, 3, 9, "work", 12.5)),
                        List.of(new Explanation.Pending(9, 20, "waits for a slot")),
                        List.of("nobody waits for it"))));
    }

    @Override
    public CompletionStage<Optional<JobResult>> result(JobId id) {
        return CompletableFuture.completedFuture(
                Optional.ofNullable(jobs.get(id)).flatMap(FakeJob::result));
    }

    @Override
    public CompletionStage<Optional<JobResult>> preview(JobId id) {
        return result(id);
    }

    @Override
    public CompletionStage<Optional<JobView>> prioritize(JobId id, int priority) {
        return of(id, job -> job.prioritize(priority));
    }

    @Override
    public CompletionStage<Optional<RangeMap>> rangeMap(JobId id, Optional<Range> part) {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<Optional<Timeline>> timeline(JobId id) {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<Observation> observe(Observation.Wish wish) {
        return list(JobFilter.NEWEST)
                .thenApply(views -> new Observation(
                        Instant.now(), "fake/1", false, views, List.of(worker()), List.of(), List.of()));
    }

    @Override
    public CompletionStage<Optional<JobFault>> trouble() {
        return CompletableFuture.completedFuture(Optional.ofNullable(outage)
                .map(why -> new JobFault("store-unavailable", String.valueOf(why.getMessage()), "", "")));
    }

    @Override
    public CompletionStage<List<WorkerView>> workers() {
        return CompletableFuture.completedFuture(List.of(worker()));
    }

    @Override
    public CompletionStage<Optional<WorkerView>> drain(String name) {
        if (!name.equals("fake")) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        worker = WorkerView.State.DRAINING;
        return CompletableFuture.completedFuture(Optional.of(worker()));
    }

    @Override
    public Subscription watch(JobId id, Consumer<JobView> listener) {
        FakeJob job = jobs.get(id);
        return job == null ? () -> {} : job.watch(listener);
    }

    private WorkerView worker() {
        return new WorkerView("w1", "fake", "127.0.0.1:1", 1, 0, worker, 0, 0);
    }

    private CompletionStage<Optional<JobView>> of(JobId id, Consumer<FakeJob> change) {
        Optional<FakeJob> job = Optional.ofNullable(jobs.get(id));
        job.ifPresent(change);
        return CompletableFuture.completedFuture(job.map(FakeJob::view));
    }
}
