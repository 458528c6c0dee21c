package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.Lease;
import io.rangefold.coordinator.ledger.PendingRange;
import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.coordinator.ledger.StageLedger;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.Timeline.Outcome;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotReport.Failure;
import io.rangefold.protocol.SlotReport.StrideFailed;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What becomes of a range whose slot did not deliver it: pending again, set aside, or the end of its job. */
final class Recovery {
    private final Roster roster;
    private final SchedulerSettings settings;
    private final Effects effects;
    private final History history;
    private final RandomGenerator random;

    Recovery(Roster roster, SchedulerSettings settings, Effects effects, History history, RandomGenerator random) {
        this.roster = roster;
        this.settings = settings;
        this.effects = effects;
        this.history = history;
        this.random = random;
    }

    /** The slot gave the lease up, or it was taken away; nobody is to blame. */
    void takeBack(ActiveLease active, Cause cause, String reason) {
        Lease lease = active.lease();
        roster.closed(active, cause.outcome());
        if (lease.purpose() == Purpose.AUDIT) {
            active.job().audits().putBack(lease.id());
        } else if (!lease.isCommitted()) {
            redispatched(active, active.job().ledger().takeBack(lease), cause, reason);
        }
    }

    private void redispatched(ActiveLease active, Range range, Cause cause, String reason) {
        Lease lease = active.lease();
        active.job().counters.redispatched++;
        effects.meter().redispatched(cause, 1);
        int attempt = 1 + lease.failures() + lease.deaths();
        history.note(new Note.Redispatched(
                active.job().id(), lease.id(), lease.slot().worker(), range, attempt, cause, reason));
        effects.changed(active.job().id());
    }

    /**
     * The worker that held it is gone. What it may have touched is suspect.
     *
     * @return why the job has to end, if it has
     */
    Optional<JobFault> lostWithWorker(ActiveLease active, String reason, long nowNanos) {
        Lease lease = active.lease();
        if (lease.purpose() == Purpose.AUDIT || lease.isCommitted()) {
            takeBack(active, Cause.WORKER_LOST, reason);
            return Optional.empty();
        }
        if (lease.purpose() == Purpose.SUSPECT) {
            effects.meter().lost(active.uncommittedNanos(nowNanos));
            roster.closed(active, Outcome.LOST);
            return lostSuspect(active, active.job().ledger().take(lease), reason);
        }
        unanswered(active, Cause.WORKER_LOST, reason, nowNanos);
        return Optional.empty();
    }

    /** The holder of a lease to work on does not answer; it may be dead. What it may have touched is suspect. */
    void unanswered(ActiveLease active, Cause cause, String reason, long nowNanos) {
        Lease lease = active.lease();
        effects.meter().lost(active.uncommittedNanos(nowNanos));
        roster.closed(active, Outcome.LOST);
        StageLedger ledger = active.job().ledger();
        Range rest = ledger.take(lease);
        redispatched(active, rest, cause, reason);
        Range touched = rest.before(active.touched(nowNanos));
        if (touched.isEmpty()) {
            touched = rest.first(1);
        }
        ledger.putBack(PendingRange.suspect(touched, lease.failures(), lease.deaths()));
        ledger.putBackUnlessEmpty(rest.from(touched.high()), Urgency.LOST);
    }

    /**
     * Only a death during an announced stride is held against a range, and against any part of it that is announced next:
     * a worker that does not know the job begins with smaller strides.
     */
    private Optional<JobFault> lostSuspect(ActiveLease active, Range rest, String reason) {
        Lease lease = active.lease();
        StageLedger ledger = active.job().ledger();
        Optional<Range> announced = lease.announced().filter(stride -> stride.low() >= rest.low());
        if (announced.isEmpty()) {
            ledger.putBack(PendingRange.suspect(rest, lease.failures(), lease.deaths()));
            redispatched(active, rest, Cause.WORKER_LOST, reason);
            return Optional.empty();
        }
        Range stride =
                Range.of(announced.get().low(), rest.clamp(announced.get().high()));
        ledger.putBackUnlessEmpty(rest.before(stride.low()), Urgency.LOST);
        ledger.putBackUnlessEmpty(rest.from(stride.high()), Urgency.LOST);
        int deaths = 1 + lease.deaths();
        PendingRange suspect = PendingRange.suspect(stride, lease.failures(), deaths);
        if (deaths < active.job().options().maxAttempts()) {
            ledger.putBack(suspect);
            redispatched(active, rest, Cause.WORKER_LOST, reason);
            return Optional.empty();
        }
        return giveUp(
                active.job(),
                suspect,
                new JobFault(
                        "range-kills-workers",
                        "the range " + stride + " ended the worker that computed it " + deaths + " times, last: "
                                + reason,
                        "range " + stride,
                        "look at the workers' logs; the kernel ends its process on an index of this range"));
    }

    /**
     * A stride failed, all before it is merged.
     *
     * @param cause {@link Cause#ERROR} or {@link Cause#NO_PROGRESS}
     * @return why the job has to end, if it has
     */
    Optional<JobFault> failed(ActiveLease active, StrideFailed failure, Cause cause, long nowNanos) {
        Lease lease = active.lease();
        effects.meter().lost(active.uncommittedNanos(nowNanos));
        JobRun job = active.job();
        roster.closed(active, Outcome.FAILED);
        if (failure.failure() == Failure.DEFECT) {
            if (lease.purpose() != Purpose.AUDIT) {
                job.ledger().putBackUnlessEmpty(job.ledger().take(lease), Urgency.LOST);
            }
            return Optional.of(new JobFault(
                    "kernel-defect",
                    failure.message(),
                    "range " + failure.stride(),
                    "this is a defect of Rangefold: please report the command that led here"));
        }
        if (lease.purpose() == Purpose.AUDIT) {
            return failedAudit(active, failure, cause);
        }
        Range rest = job.ledger().take(lease);
        Range stride = Range.of(
                rest.clamp(failure.stride().low()), rest.clamp(failure.stride().high()));
        job.ledger().putBackUnlessEmpty(rest.before(stride.low()), Urgency.LOST);
        if (stride.high() < rest.high()) {
            job.ledger().putBack(PendingRange.again(lease, rest.from(stride.high()), Urgency.FRESH));
        }
        if (stride.isEmpty()) {
            return Optional.empty();
        }
        if (failure.failure() == Failure.DETERMINISTIC) {
            return failedForGood(active, failure, stride);
        }
        int failures = lease.failures() + 1;
        PendingRange retry = PendingRange.retry(stride, failures, nowNanos + backoffNanos(failures), lease.slot());
        if (failures < job.options().maxAttempts()) {
            job.ledger().putBack(retry);
            redispatched(active, stride, cause, failure.message());
            return Optional.empty();
        }
        return giveUp(
                job,
                retry,
                new JobFault(
                        "range-failed",
                        "the range " + stride + " failed " + failures + " times, last: " + failure.message(),
                        "range " + stride,
                        "look at the workers' logs for this range"));
    }

    private Optional<JobFault> failedAudit(ActiveLease active, StrideFailed failure, Cause cause) {
        Question again = active.job().audits().failed(active.id());
        if (again.failures() < active.job().options().maxAttempts()) {
            redispatched(active, again.range(), cause, failure.message());
            return Optional.empty();
        }
        return Optional.of(new JobFault(
                "audit-failed",
                "the range " + again.range() + " was computed once, but failed " + again.failures()
                        + " times when it was computed again, last: " + failure.message(),
                "range " + again.range(),
                "look at the workers' logs for this range"));
    }

    private Optional<JobFault> failedForGood(ActiveLease active, StrideFailed failure, Range stride) {
        JobRun job = active.job();
        JobFault fault = new JobFault(
                "deterministic-error",
                failure.message(),
                "index " + failure.index() + ", counted from 0",
                "the same index fails wherever it is computed: change the job");
        if (!job.isSearch()) {
            job.ledger().setAside(PendingRange.fresh(stride));
            return Optional.of(fault);
        }
        redispatched(active, stride, Cause.ERROR, failure.message());
        Range index = stride.from(failure.index()).first(1);
        if (index.isEmpty()) {
            index = stride.first(1);
        }
        job.ledger().putBackUnlessEmpty(stride.before(index.low()), Urgency.LOST);
        job.ledger().putBackUnlessEmpty(stride.from(index.high()), Urgency.LOST);
        return giveUp(job, PendingRange.fresh(index), fault);
    }

    /** A search may not need the range: it is set aside until that is known. Any other job ends. */
    private static Optional<JobFault> giveUp(JobRun job, PendingRange range, JobFault fault) {
        job.ledger().setAside(range);
        if (!job.isSearch()) {
            return Optional.of(fault);
        }
        job.keepFault(range.range(), fault);
        return Optional.empty();
    }

    /** Doubles with each failure, and varies by half, so that what failed together does not come back together. */
    private long backoffNanos(int failures) {
        long doubled = settings.backoffNanos() << Math.min(failures - 1, 20);
        long pause = Math.min(doubled, settings.maxBackoffNanos());
        return pause / 2 + random.nextLong(pause / 2 + 1);
    }
}
