package io.rangefold.coordinator.node;

import io.rangefold.coordinator.schedule.Census;
import io.rangefold.coordinator.service.Explanation;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.Observation;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.pattern.StatusReply;

/** What a coordinator can be told, within its process. */
sealed interface CoordinatorCommand {
    /** A worker speaks; its message came at that time, in nanoseconds. */
    record FromWorker(WorkerToCoordinator message, long cameNanos) implements CoordinatorCommand {}

    /** A worker's liveness connection was opened; {@code close} ends it. */
    record LivenessOpened(WorkerId worker, long session, Runnable close) implements CoordinatorCommand {}

    /** A worker's liveness connection has ended. */
    record LivenessEnded(WorkerId worker, long session) implements CoordinatorCommand {}

    /** The cluster can't reach a node, or has removed it. */
    record NodeLost(long node, String reason) implements CoordinatorCommand {}

    /** A user submits a job, which is known to make sense. */
    record Submit(JobId id, JobRequest request, Job job, ActorRef<StatusReply<JobView>> replyTo)
            implements CoordinatorCommand {}

    record Find(JobId id, ActorRef<Optional<JobView>> replyTo) implements CoordinatorCommand {}

    record FindAll(ActorRef<List<JobView>> replyTo) implements CoordinatorCommand {}

    record Change(JobId id, JobChange change, ActorRef<StatusReply<Optional<JobView>>> replyTo)
            implements CoordinatorCommand {}

    /** Give a job another priority, -10 to 10. */
    record Prioritize(JobId id, int priority, ActorRef<StatusReply<Optional<JobView>>> replyTo)
            implements CoordinatorCommand {}

    record Explain(JobId id, ActorRef<Optional<Explanation>> replyTo) implements CoordinatorCommand {}

    record MapRanges(JobId id, Optional<Range> part, ActorRef<Optional<RangeMap>> replyTo)
            implements CoordinatorCommand {}

    record GetTimeline(JobId id, ActorRef<Optional<Timeline>> replyTo) implements CoordinatorCommand {}

    record Observe(Observation.Wish wish, ActorRef<Observation> replyTo) implements CoordinatorCommand {}

    record GetResult(JobId id, ActorRef<Optional<JobResult>> replyTo) implements CoordinatorCommand {}

    /** What happened, as far as it is kept in memory; answered with nothing where a store keeps it. */
    record GetHistory(Optional<JobId> job, long after, int limit, ActorRef<List<JobEvent>> replyTo)
            implements CoordinatorCommand {}

    /** Answered with why nothing can be made durable, if that is so. */
    record Trouble(ActorRef<Optional<JobFault>> replyTo) implements CoordinatorCommand {}

    /** How much there is of everything. */
    record TakeCensus(ActorRef<Census> replyTo) implements CoordinatorCommand {}

    /** The result, or what there is of it so far. */
    record GetPreview(JobId id, ActorRef<StatusReply<Optional<JobResult>>> replyTo) implements CoordinatorCommand {}

    record Workers(ActorRef<List<WorkerView>> replyTo) implements CoordinatorCommand {}

    record DrainWorker(String worker, ActorRef<Optional<WorkerView>> replyTo) implements CoordinatorCommand {}

    /** Forget jobs that ended longer ago than that; answered with their number. */
    record Prune(Duration olderThan, ActorRef<StatusReply<Long>> replyTo) implements CoordinatorCommand {}

    record Watch(JobId id, Consumer<JobView> listener) implements CoordinatorCommand {}

    record Unwatch(JobId id, Consumer<JobView> listener) implements CoordinatorCommand {}

    /** The result of a job was made. */
    record Concluded(JobId id, Conclusion conclusion) implements CoordinatorCommand {}

    /** The result of a job could not be made. */
    record NotConcluded(JobId id, Throwable why) implements CoordinatorCommand {}

    /** What was missing for a result may be there now. */
    record ConcludeAgain(JobId id) implements CoordinatorCommand {}

    /** Time passes. */
    record Tick() implements CoordinatorCommand {}

    /** A group is durable. */
    record Saved(long group) implements CoordinatorCommand {}

    /** Nothing can be stored, until {@link StoreRecovered}. */
    record StoreTroubled(StoreException why) implements CoordinatorCommand {}

    /** The store works again. */
    record StoreRecovered() implements CoordinatorCommand {}

    /** Another coordinator leads, or may. */
    record TermOver() implements CoordinatorCommand {}

    /** The store refuses what it was given: a defect. */
    record StoreFailed(RuntimeException why) implements CoordinatorCommand {}

    /** What users do to a job. */
    enum JobChange {
        CANCEL,
        PAUSE,
        RESUME
    }
}
