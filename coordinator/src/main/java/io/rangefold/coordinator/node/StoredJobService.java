package io.rangefold.coordinator.node;

import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.blob.StoredSegments;
import io.rangefold.coordinator.monitor.MapPieces;
import io.rangefold.coordinator.schedule.ConclusionTask;
import io.rangefold.coordinator.schedule.StoredSegment;
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
import io.rangefold.coordinator.service.StoreUnavailableException;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.coordinator.store.JobLife;
import io.rangefold.coordinator.store.JobRecord;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks the coordinator, and the store for what the coordinator has forgotten or never knew. */
final class StoredJobService implements JobService {
    private static final int READERS = 4;
    private static final JobFilter NEWEST =
            new JobFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Observation.MAX_JOBS);

    private final ActorJobService present;
    private final JobStore store;
    private final JobKinds kinds;
    private final BlobStore blobs;
    private final ExecutorService readers = Executors.newFixedThreadPool(READERS, task -> {
        Thread thread = new Thread(task, "store-reader");
        thread.setDaemon(true);
        return thread;
    });

    StoredJobService(ActorJobService present, JobStore store, JobKinds kinds, BlobStore blobs) {
        this.present = present;
        this.store = store;
        this.kinds = kinds;
        this.blobs = blobs;
    }

    private <T> CompletionStage<T> read(Supplier<T> reading) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return reading.get();
                    } catch (StoreException e) {
                        throw new StoreUnavailableException(new JobFault(
                                "store-unavailable",
                                "the store can't be read at present: " + e.getMessage(),
                                "--data",
                                e.hint().isEmpty() ? "try again later" : e.hint()));
                    }
                },
                readers);
    }

    /** A key that the store knows is looked up there; one whose job is not durable yet is known to the coordinator. */
    @Override
    public CompletionStage<JobView> submit(JobRequest request) {
        if (request.idempotencyKey().isEmpty()) {
            return present.submit(request);
        }
        return read(() -> store.findByKey(request.idempotencyKey().get()))
                .thenCompose(known -> known.isEmpty() ? present.submit(request) : again(request, known.get()));
    }

    private CompletionStage<JobView> again(JobRequest request, JobRecord known) {
        Job job = kinds.named(request.kind()).parse(request.arguments(), blobs);
        if (!known.header().kind().equals(request.kind())
                || !known.header().options().equals(request.options())
                || !known.header().arguments().equals(job.arguments())) {
            return CompletableFuture.failedStage(KeyTakenException.of(
                    request.idempotencyKey().get(), known.header().id()));
        }
        return find(known.header().id()).thenApply(now -> now.orElseGet(known::view));
    }

    @Override
    public CompletionStage<Optional<JobView>> find(JobId id) {
        return present.find(id)
                .thenCompose(known -> known.isPresent()
                        ? CompletableFuture.completedStage(known)
                        : read(() -> store.find(id).map(JobRecord::view)));
    }

    /** The page is the store's; of jobs that the coordinator has, it shows what the coordinator knows. */
    @Override
    public CompletionStage<List<JobView>> list(JobFilter filter) {
        return read(() -> store.list(filter))
                .thenCombine(present.list(JobFilter.NEWEST), StoredJobService::overlay)
                .thenApply(views -> views.stream().filter(filter::matches).toList());
    }

    private static List<JobView> overlay(List<JobRecord> stored, List<JobView> live) {
        Map<JobId, JobView> byId = new HashMap<>();
        live.forEach(view -> byId.put(view.id(), view));
        return stored.stream()
                .map(each -> Optional.ofNullable(byId.get(each.header().id())).orElseGet(each::view))
                .toList();
    }

    @Override
    public CompletionStage<Optional<List<JobEvent>>> history(JobId id, long after, int limit) {
        return find(id).thenCompose(known -> known.isEmpty()
                ? CompletableFuture.completedStage(Optional.empty())
                : read(() -> Optional.of(store.history(id, after, limit))));
    }

    @Override
    public CompletionStage<List<JobEvent>> events(long after, int limit) {
        return read(() -> store.history(after, limit));
    }

    @Override
    public CompletionStage<Long> prune(Duration olderThan) {
        return present.prune(olderThan);
    }

    @Override
    public CompletionStage<Optional<JobView>> cancel(JobId id) {
        return change(present.cancel(id), id);
    }

    @Override
    public CompletionStage<Optional<JobView>> pause(JobId id) {
        return change(present.pause(id), id);
    }

    @Override
    public CompletionStage<Optional<JobView>> resume(JobId id) {
        return change(present.resume(id), id);
    }

    /** What the coordinator does not know has ended, or never was: it stays what it is. */
    private CompletionStage<Optional<JobView>> change(CompletionStage<Optional<JobView>> changed, JobId id) {
        return changed.thenCompose(known -> known.isPresent() ? CompletableFuture.completedStage(known) : find(id));
    }

    @Override
    public CompletionStage<Optional<Explanation>> explain(JobId id) {
        return present.explain(id)
                .thenCompose(known -> known.isPresent()
                        ? CompletableFuture.completedStage(known)
                        : read(() -> store.find(id).map(StoredJobService::explained)));
    }

    private static Explanation explained(JobRecord job) {
        return new Explanation(
                job.view(), "the job has ended: " + job.status().state(), List.of(), List.of(), List.of());
    }

    /** A result is made of the same bytes each time, so it is the same each time. */
    @Override
    public CompletionStage<Optional<JobResult>> result(JobId id) {
        return present.result(id)
                .thenCompose(known -> known.isPresent()
                        ? CompletableFuture.completedStage(known)
                        : read(() -> store.find(id).filter(JobRecord::hasResult).map(this::conclude)));
    }

    private JobResult conclude(JobRecord record) {
        Job job = kinds.named(record.header().kind()).decode(record.header().spec(), blobs);
        List<StoredSegment> segments = store.segments(record.header().id()).stream()
                .map(segment -> new StoredSegment(segment.range(), segment.ref()))
                .toList();
        return new ConclusionTask(
                        job,
                        record.status().known(),
                        segments,
                        false,
                        record.status().early())
                .conclude(new StoredSegments(segments, blobs))
                .result();
    }

    @Override
    public CompletionStage<Optional<JobResult>> preview(JobId id) {
        return present.preview(id)
                .thenCompose(known -> known.isPresent() ? CompletableFuture.completedStage(known) : result(id));
    }

    @Override
    public CompletionStage<Optional<JobView>> prioritize(JobId id, int priority) {
        return change(present.prioritize(id, priority), id);
    }

    @Override
    public CompletionStage<Optional<RangeMap>> rangeMap(JobId id, Optional<Range> part) {
        return present.rangeMap(id, part)
                .thenCompose(known -> known.isPresent()
                        ? CompletableFuture.completedStage(known)
                        : read(() -> store.life(id).flatMap(JobLife::map).map(map -> MapPieces.part(map, part))));
    }

    @Override
    public CompletionStage<Optional<Timeline>> timeline(JobId id) {
        return present.timeline(id)
                .thenCompose(known -> known.isPresent()
                        ? CompletableFuture.completedStage(known)
                        : read(() -> store.life(id).flatMap(JobLife::timeline)));
    }

    /** While the store can't be read, what the coordinator knows is shown. */
    @Override
    public CompletionStage<Observation> observe(Observation.Wish wish) {
        CompletionStage<Observation> now = present.observe(wish);
        if (!wish.storedToo()) {
            return now;
        }
        return now.thenCompose(seen -> seen.storeTroubled()
                ? CompletableFuture.completedStage(seen)
                : read(() -> store.list(NEWEST))
                        .thenApply(stored -> seen.withJobs(overlay(stored, seen.jobs())))
                        .exceptionally(unreadable -> seen));
    }

    @Override
    public CompletionStage<Optional<JobFault>> trouble() {
        return present.trouble();
    }

    @Override
    public CompletionStage<List<WorkerView>> workers() {
        return present.workers();
    }

    @Override
    public CompletionStage<Optional<WorkerView>> drain(String worker) {
        return present.drain(worker);
    }

    /** A job that the coordinator does not know any more has ended: it is told once. */
    @Override
    public Subscription watch(JobId id, Consumer<JobView> listener) {
        Subscription live = present.watch(id, listener);
        present.find(id).thenAccept(known -> {
            if (known.isEmpty()) {
                read(() -> store.find(id))
                        .thenAccept(stored -> stored.filter(
                                        job -> job.status().state().isTerminal())
                                .ifPresent(job -> listener.accept(job.view())));
            }
        });
        return live;
    }
}
