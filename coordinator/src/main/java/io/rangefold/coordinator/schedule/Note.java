package io.rangefold.coordinator.schedule;

import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;

/** Something that happened, for logs and histories. */
public sealed interface Note {

    /** A worker is there. */
    record WorkerJoined(WorkerId worker, String name, int slots, long session) implements Note {}

    /** A worker is not there any more. */
    record WorkerLost(WorkerId worker, String name, long session, String reason) implements Note {}

    /** A worker has drained and left. */
    record WorkerLeft(WorkerId worker, String name) implements Note {}

    /** A worker computes wrongly, as was found in that job: it gets no work any more. */
    record WorkerQuarantined(WorkerId worker, JobId job, Range range, String reason) implements Note {}

    /** A range became pending again. */
    record Redispatched(JobId job, long lease, WorkerId worker, Range range, int attempt, Cause cause, String reason)
            implements Note {}

    /** A suspect or lost range was leased again. */
    record LeasedAgain(JobId job, long lease, WorkerId worker, Range range, int attempt) implements Note {}

    /** A job was accepted. */
    record JobSubmitted(JobId job, String kind) implements Note {}

    /** A job has ended. */
    record JobEnded(JobId job, String state, double elapsedSeconds, String detail) implements Note {}
}
