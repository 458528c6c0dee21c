package io.rangefold.coordinator.service;

import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened, in a history that is only appended to.
 *
 * @param number its place in the history of the store; 0 before it has one
 * @param at when
 * @param type what
 * @param job whose; empty if it is about no job
 * @param worker on or by which
 * @param range of which indices of the present stage
 * @param detail for people; may be empty
 */
public record JobEvent(
        long number,
        Instant at,
        Type type,
        Optional<JobId> job,
        Optional<WorkerId> worker,
        Optional<Range> range,
        String detail) {

    /** What can happen. */
    public enum Type {
        SUBMITTED,
        STARTED,
        PAUSED,
        RESUMED,
        /** A user has given it another priority. */
        PRIORITIZED,
        /** The next stage has begun. */
        STAGE_BEGUN,
        /** A range became pending again. */
        REDISPATCHED,
        /** A suspect, failed or lost range was leased again. */
        LEASED_AGAIN,
        /** A coordinator goes on with the job, another one or after a restart. */
        TAKEN_OVER,
        /** What a worker held was given to it again after a change of coordinator. */
        ADOPTED,
        /** Two slots made different things of one range. */
        AUDIT_FAILED,
        /** What a quarantined worker had committed is computed again. */
        TAKEN_BACK,
        FINISHED,
        WORKER_JOINED,
        WORKER_LOST,
        WORKER_LEFT,
        WORKER_QUARANTINED
    }
}
