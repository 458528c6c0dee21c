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
 * @param cpu where the time of slots went
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
        Optional<String> idempotencyKey,
        Cpu cpu) {

    /**
     * How far a job is, in its present stage.
     *
     * @param committed items that count in the result
     * @param total items of the stage
     * @param busySlots slots that work on it now
     * @param itemsPerSecond its speed over the last seconds; 0 while unknown
     * @param timeLeft until the end of the stage; empty while too little is known, and where a search may end at any time
     */
    public record Progress(
            long committed, long total, int busySlots, double itemsPerSecond, Optional<TimeLeft> timeLeft) {
        /** Of a job of which is not known when it ends. */
        public Progress(long committed, long total, int busySlots, double itemsPerSecond) {
            this(committed, total, busySlots, itemsPerSecond, Optional.empty());
        }

        /** Committed over total, 0 to 1; 1 for an empty stage. */
        public double fraction() {
            return total == 0 ? 1 : (double) committed / total;
        }
    }

    /**
     * How long a stage still takes, if what is left costs what was seen to cost.
     *
     * @param seconds the estimate
     * @param low as fast as it ever was, at most {@code seconds}
     * @param high as slow as it ever was, at least {@code seconds}
     */
    public record TimeLeft(double seconds, double low, double high) {
        /** Checks the order. */
        public TimeLeft {
            if (!(0 <= low && low <= seconds && seconds <= high)) {
                throw new IllegalArgumentException("no interval: " + low + ", " + seconds + ", " + high);
            }
        }
    }

    /**
     * Where the time of slots went. What slots have computed since their last commits is in none of them yet. Of a job that went
     * on under another coordinator, the last three begin with that one.
     *
     * @param usefulSeconds in kernels, for what counts
     * @param lostSeconds from a lease's last commit, or its grant, until it was noticed that its slot delivers no more; and in
     *     kernels for what a worker had committed that turned out to compute wrongly
     * @param idleSeconds in which slots had nothing to do while the job ran and might have had them; a slot that is idle counts for
     *     every job that runs
     * @param verificationSeconds in kernels, for what was computed again to be compared
     */
    public record Cpu(double usefulSeconds, double lostSeconds, double idleSeconds, double verificationSeconds) {}

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
