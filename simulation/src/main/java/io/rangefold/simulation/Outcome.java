package io.rangefold.simulation;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.store.JobRecord;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.protocol.JobId;
import java.util.Optional;

/**
 * What came of a job.
 *
 * @param id its name
 * @param state how it ended
 * @param fault why it failed
 * @param items items committed, over all stages
 * @param stolen leases that were trimmed
 * @param redispatched ranges that became pending again
 * @param verification how it was checked; empty if it was not
 * @param answer its result, if it has one
 */
record Outcome(
        JobId id,
        JobState state,
        Optional<JobFault> fault,
        long items,
        long stolen,
        long redispatched,
        Optional<Verification> verification,
        Optional<TestJob.Answer> answer) {

    /** As a coordinator tells it. */
    static Outcome of(JobView view, Optional<TestJob.Answer> answer) {
        return new Outcome(
                view.id(),
                view.state(),
                view.fault(),
                view.execution().items(),
                view.execution().stolen(),
                view.execution().redispatched(),
                Optional.of(view.verification())
                        .filter(v -> v.verdict() != Verdict.PENDING && v.verdict() != Verdict.SKIPPED),
                answer);
    }

    /** As it is stored; the result is made of what is stored. */
    static Outcome of(JobRecord record, TestJob job, MemoryDisk disk) {
        JobStatus status = record.status();
        boolean hasResult = status.state() == JobState.SUCCEEDED || status.early();
        Optional<TestJob.Answer> answer = hasResult
                ? Optional.of(job.answer(
                        status.known(), Output.stored(disk, record.header().id())))
                : Optional.empty();
        return new Outcome(
                status.id(),
                status.state(),
                status.fault(),
                status.counters().items(),
                status.counters().stolen(),
                status.counters().redispatched(),
                status.verification().filter(v -> v.verdict() != Verdict.SKIPPED),
                answer);
    }
}
