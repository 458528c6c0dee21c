package io.rangefold.coordinator.node;

import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.node.CoordinatorCommand.Change;
import io.rangefold.coordinator.node.CoordinatorCommand.JobChange;
import io.rangefold.coordinator.service.Explanation;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.Observation;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.pattern.StatusReply;

/** Asks the coordinator's actor. */
final class ActorJobService implements JobService {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Supplier<ActorRef<CoordinatorCommand>> coordinator;
    private final Supplier<Scheduler> timer;
    private final JobKinds kinds;
    private final BlobStore blobs;

    /** @param coordinator the one that leads at present, or where what it is asked is lost */
    ActorJobService(
            Supplier<ActorRef<CoordinatorCommand>> coordinator,
            Supplier<Scheduler> timer,
            JobKinds kinds,
            BlobStore blobs) {
        this.coordinator = coordinator;
        this.timer = timer;
        this.kinds = kinds;
        this.blobs = blobs;
    }

    private <T> CompletionStage<T> ask(Function<ActorRef<T>, CoordinatorCommand> question) {
        return AskPattern.ask(coordinator.get(), question::apply, PATIENCE, timer.get());
    }

    private <T> CompletionStage<T> demand(Function<ActorRef<StatusReply<T>>, CoordinatorCommand> question) {
        return AskPattern.askWithStatus(coordinator.get(), question::apply, PATIENCE, timer.get());
    }

    @Override
    public CompletionStage<JobView> submit(JobRequest request) {
        Job job;
        try {
            job = kinds.named(request.kind()).parse(request.arguments(), blobs);
            job.stage(0, new byte[0]);
        } catch (RuntimeException e) {
            return CompletableFuture.failedStage(e);
        }
        JobId id = new JobId(JobIds.random());
        return demand(replyTo -> new CoordinatorCommand.Submit(id, request, job, replyTo));
    }

    @Override
    public CompletionStage<Optional<JobView>> find(JobId id) {
        return ask(replyTo -> new CoordinatorCommand.Find(id, replyTo));
    }

    @Override
    public CompletionStage<List<JobView>> list(JobFilter filter) {
        return this.<List<JobView>>ask(CoordinatorCommand.FindAll::new).thenApply(filter::page);
    }

    @Override
    public CompletionStage<Optional<List<JobEvent>>> history(JobId id, long after, int limit) {
        return find(id).thenCompose(job -> job.isEmpty()
                ? CompletableFuture.completedStage(Optional.empty())
                : kept(Optional.of(id), after, limit).thenApply(Optional::of));
    }

    @Override
    public CompletionStage<List<JobEvent>> events(long after, int limit) {
        return kept(Optional.empty(), after, limit);
    }

    private CompletionStage<List<JobEvent>> kept(Optional<JobId> job, long after, int limit) {
        return ask(replyTo -> new CoordinatorCommand.GetHistory(job, after, limit, replyTo));
    }

    @Override
    public CompletionStage<Long> prune(Duration olderThan) {
        return demand(replyTo -> new CoordinatorCommand.Prune(olderThan, replyTo));
    }

    @Override
    public CompletionStage<Optional<JobView>> cancel(JobId id) {
        return demand(replyTo -> new Change(id, JobChange.CANCEL, replyTo));
    }

    @Override
    public CompletionStage<Optional<JobView>> pause(JobId id) {
        return demand(replyTo -> new Change(id, JobChange.PAUSE, replyTo));
    }

    @Override
    public CompletionStage<Optional<JobView>> resume(JobId id) {
        return demand(replyTo -> new Change(id, JobChange.RESUME, replyTo));
    }

    @Override
    public CompletionStage<Optional<Explanation>> explain(JobId id) {
        return ask(replyTo -> new CoordinatorCommand.Explain(id, replyTo));
    }

    @Override
    public CompletionStage<Optional<JobResult>> result(JobId id) {
        return ask(replyTo -> new CoordinatorCommand.GetResult(id, replyTo));
    }

    @Override
    public CompletionStage<Optional<JobResult>> preview(JobId id) {
        return demand(replyTo -> new CoordinatorCommand.GetPreview(id, replyTo));
    }

    @Override
    public CompletionStage<Optional<JobView>> prioritize(JobId id, int priority) {
        return demand(replyTo -> new CoordinatorCommand.Prioritize(id, priority, replyTo));
    }

    @Override
    public CompletionStage<Optional<RangeMap>> rangeMap(JobId id, Optional<Range> part) {
        return ask(replyTo -> new CoordinatorCommand.MapRanges(id, part, replyTo));
    }

    @Override
    public CompletionStage<Optional<Timeline>> timeline(JobId id) {
        return ask(replyTo -> new CoordinatorCommand.GetTimeline(id, replyTo));
    }

    @Override
    public CompletionStage<Observation> observe(Observation.Wish wish) {
        return ask(replyTo -> new CoordinatorCommand.Observe(wish, replyTo));
    }

    @Override
    public CompletionStage<Optional<JobFault>> trouble() {
        return ask(CoordinatorCommand.Trouble::new);
    }

    @Override
    public CompletionStage<List<WorkerView>> workers() {
        return ask(CoordinatorCommand.Workers::new);
    }

    @Override
    public CompletionStage<Optional<WorkerView>> drain(String worker) {
        return ask(replyTo -> new CoordinatorCommand.DrainWorker(worker, replyTo));
    }

    @Override
    public Subscription watch(JobId id, Consumer<JobView> listener) {
        ActorRef<CoordinatorCommand> watched = coordinator.get();
        watched.tell(new CoordinatorCommand.Watch(id, listener));
        return () -> watched.tell(new CoordinatorCommand.Unwatch(id, listener));
    }
}
