package io.rangefold.coordinator.service;

import io.rangefold.job.Verification;
import io.rangefold.protocol.JobId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A job at one moment, without its result.
 *
 * @param id its name
 * @param name the user's word for it; empty for none
 * @param kind the job kind's name
 * @param state where it is
 * @param priority -10 to 10
 * @param arguments the kind's, with all defaults filled in
 * @param submittedAt when it was accepted
 * @param startedAt when the first slot began
 * @param finishedAt when it ended
 * @param progress how far it is
 * @param execution what it took so far
 * @param verification how it was checked
 * @param complete whether the result is whole; true while there is none
 * @param fault why it failed
 * @param idempotencyKey the key that it was submitted with
 */
public record JobView(
        JobId id,
        String name,
        String kind,
        JobState state,
        int priority,
        Map<String, String> arguments,
        Instant submittedAt,
        Optional<Instant> startedAt,
        Optional<Instant> finishedAt,
        Progress progress,
        Execution execution,
        Verification verification,
        boolean complete,
        Optional<JobFault> fault,
        Optional<String> idempotencyKey) {

    /** Of a job that was submitted without a key. */
    public JobView(
            JobId id,
            String name,
            String kind,
            JobState state,
            int priority,
            Map<String, String> arguments,
            Instant submittedAt,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            Progress progress,
            Execution execution,
            Verification verification,
            boolean complete,
            Optional<JobFault> fault) {
        this(
                id,
                name,
                kind,
                state,
                priority,
                arguments,
                submittedAt,
                startedAt,
                finishedAt,
                progress,
                execution,
                verification,
                complete,
                fault,
                Optional.empty());
    }

    /**
     * How far a job is, in its present stage.
     *
     * @param committed items that count in the result
     * @param total items of the stage
     * @param busySlots slots that work on it now
     * @param itemsPerSecond its speed over the last seconds; 0 while unknown
     */
    public record Progress(long committed, long total, int busySlots, double itemsPerSecond) {
        /** Committed over total, 0 to 1; 1 for an empty stage. */
        public double fraction() {
            return total == 0 ? 1 : (double) committed / total;
        }
    }

    /**
     * What a job took.
     *
     * @param items items committed, over all stages
     * @param leases leases handed out
     * @param commits commits accepted
     * @param redispatched ranges that became pending again after a loss, a time-out or an error
     * @param stolen leases that were trimmed to give an idle slot work
     * @param workers workers that committed something
     * @param slots slots that committed something
     * @param kernel the code path
     * @param elapsedSeconds from its start to its end, or to now
     * @param busySeconds time that slots spent in kernels, audits not counted
     * @param itemsPerSecond items by elapsed seconds
     */
    public record Execution(
            long items,
            long leases,
            long commits,
            long redispatched,
            long stolen,
            int workers,
            int slots,
            String kernel,
            double elapsedSeconds,
            double busySeconds,
            double itemsPerSecond) {}
}
