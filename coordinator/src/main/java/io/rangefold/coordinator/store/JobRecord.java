package io.rangefold.coordinator.store;

import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.JobView.Cpu;
import io.rangefold.coordinator.service.JobView.Execution;
import io.rangefold.coordinator.service.JobView.Progress;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A job as it is stored; once it has ended, with where the time of slots went. */
public record JobRecord(JobHeader header, JobStatus status, Optional<Cpu> cpu) {

    /** Of which is not known where the time went. */
    public JobRecord(JobHeader header, JobStatus status) {
        this(header, status, Optional.empty());
    }

    /** Whether it has ended with a result that may be used. */
    public boolean hasResult() {
        boolean early = status.state() == JobState.TIMED_OUT && status.early();
        return status.state() == JobState.SUCCEEDED || early;
    }

    /** The job as users see it. */
    public JobView view() {
        JobStatus.Counters took = status.counters();
        double elapsed = elapsedSeconds();
        return new JobView(
                header.id(),
                header.options().name(),
                header.kind(),
                status.state(),
                status.priority().orElse(header.options().priority()),
                header.arguments(),
                header.submittedAt(),
                status.startedAt(),
                status.finishedAt(),
                new Progress(status.doneItems(), status.totalItems(), 0, 0),
                new Execution(
                        took.items(),
                        took.leases(),
                        took.commits(),
                        took.redispatched(),
                        took.stolen(),
                        took.workers(),
                        took.slots(),
                        took.kernel(),
                        elapsed,
                        took.busyNanos() / 1e9,
                        elapsed > 0 ? took.items() / elapsed : 0),
                status.verification().orElse(new Verification(Verdict.PENDING, "", 0, "")),
                status.complete(),
                status.fault(),
                header.idempotencyKey(),
                cpu.orElseGet(() -> new Cpu(took.busyNanos() / 1e9, 0, 0, 0)));
    }

    private double elapsedSeconds() {
        Instant start = status.startedAt().orElse(header.submittedAt());
        Instant end = status.finishedAt().orElse(start);
        return Math.max(0, Duration.between(start, end).toNanos() / 1e9);
    }
}
