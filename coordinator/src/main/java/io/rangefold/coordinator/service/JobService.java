package io.rangefold.coordinator.service;

import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Everything that users can ask of a coordinator. Thread-safe; stages fail only when the coordinator does not answer. */
public interface JobService {

    /**
     * Takes a job on.
     *
     * @return the job as it was queued, once that is durable, or the job that was submitted before with the same key; fails
     *     with {@link io.rangefold.job.BadInputException} if the request is wrong, with {@link KeyTakenException} if its key
     *     is another job's, and with {@link StoreUnavailableException} if it can't be made durable: then nothing was started
     */
    CompletionStage<JobView> submit(JobRequest request);

    CompletionStage<Optional<JobView>> find(JobId id);

    /** Jobs, ended ones too, newest first. */
    CompletionStage<List<JobView>> list(JobFilter filter);

    /**
     * What happened to a job, oldest first; empty if there is no such job.
     *
     * @param after only events of a higher number; 0 for all
     * @param limit at most so many
     */
    CompletionStage<Optional<List<JobEvent>>> history(JobId id, long after, int limit);

    /**
     * What happened in the cluster, oldest first.
     *
     * @param after only events of a higher number; 0 for all there are
     * @param limit at most so many
     */
    CompletionStage<List<JobEvent>> events(long after, int limit);

    /** Forgets jobs that ended longer ago than that, and gives their number. */
    CompletionStage<Long> prune(Duration olderThan);

    /** Ends the job unless it has ended; its state is CANCELLED in the answer, or what it was before. */
    CompletionStage<Optional<JobView>> cancel(JobId id);

    /** Takes the slots away from the job until it is resumed; does nothing to a job that has ended. */
    CompletionStage<Optional<JobView>> pause(JobId id);

    CompletionStage<Optional<JobView>> resume(JobId id);

    CompletionStage<Optional<Explanation>> explain(JobId id);

    /** The result; empty while there is none: unknown job, not ended, or ended without one. */
    CompletionStage<Optional<JobResult>> result(JobId id);

    /**
     * What is known so far of a job that runs and can show a part of its answer, or the result of one that has ended; empty
     * otherwise.
     */
    CompletionStage<Optional<JobResult>> preview(JobId id);

    /**
     * Changes a job's priority; does nothing to a job that has ended.
     *
     * @param priority -10 to 10
     */
    CompletionStage<Optional<JobView>> prioritize(JobId id, int priority);

    /**
     * Where a job's indices are.
     *
     * @param part what is wanted of the stage; empty for all of it. What lies beyond the stage is left out.
     */
    CompletionStage<Optional<RangeMap>> rangeMap(JobId id, Optional<Range> part);

    /** What each slot did for a job; empty if there is no such job, or nothing of it was recorded. */
    CompletionStage<Optional<Timeline>> timeline(JobId id);

    CompletionStage<List<WorkerView>> workers();

    /** The cluster at one moment, with maps and timelines of some jobs. */
    CompletionStage<Observation> observe(Observation.Wish wish);

    /** Why nothing can be made durable at present; empty if it can. Answered by what does the work, to show that it does. */
    default CompletionStage<Optional<JobFault>> trouble() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    /**
     * Takes no more work to the worker; it commits what it has, and gives its leases back.
     *
     * @param worker id or name
     * @return the worker; empty if there is none of that id or name
     */
    CompletionStage<Optional<WorkerView>> drain(String worker);

    /**
     * Calls {@code listener} with the present state at once, then at changes, at most some five times a second, and with
     * the final state last. Calls come one at a time, from threads of the coordinator's, and must not block.
     *
     * @return closes the subscription; idempotent. An unknown job gives no calls.
     */
    Subscription watch(JobId id, Consumer<JobView> listener);

    /** A running {@link #watch}. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
