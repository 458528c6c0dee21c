package io.rangefold.coordinator.store;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.job.Verification;
import io.rangefold.protocol.JobId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a job is: written again whenever something of it is.
 *
 * @param id its name
 * @param state where it is in its life
 * @param stage number of the present stage, or of the last one
 * @param known what is known after the stages before; of a job with a result, what the result was made of
 * @param early whether its result was made of a part of the work, since its time was over
 * @param startedAt when the first slot began
 * @param finishedAt when it ended
 * @param ageNanos how long it had been with coordinators that ran
 * @param doneItems items of the stage that are committed or not needed
 * @param totalItems items of the stage
 * @param counters what it took
 * @param verification how it was checked; empty while it has not ended
 * @param complete whether the result is whole
 * @param fault why it failed
 * @param priority what the user has changed the header's priority to; empty if it is that
 */
public record JobStatus(
        JobId id,
        JobState state,
        int stage,
        byte[] known,
        boolean early,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        long ageNanos,
        long doneItems,
        long totalItems,
        Counters counters,
        Optional<Verification> verification,
        boolean complete,
        Optional<JobFault> fault,
        OptionalInt priority) {

    /**
     * What a job took, as in {@link io.rangefold.coordinator.service.JobView.Execution}, and what was computed again of it.
     *
     * @param auditedItems items that were computed again and agreed
     * @param audits ranges that were
     * @param auditedElsewhere those of them that another slot than the owner's computed again
     */
    public record Counters(
            long items,
            long leases,
            long commits,
            long redispatched,
            long stolen,
            int workers,
            int slots,
            long busyNanos,
            String kernel,
            long auditedItems,
            long audits,
            long auditedElsewhere) {

        /** Of a job of which nothing was computed again. */
        public Counters(
                long items,
                long leases,
                long commits,
                long redispatched,
                long stolen,
                int workers,
                int slots,
                long busyNanos,
                String kernel) {
            this(items, leases, commits, redispatched, stolen, workers, slots, busyNanos, kernel, 0, 0, 0);
        }
    }
}
