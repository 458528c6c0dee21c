package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.Lease;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.SlotCommand.Trim;
import io.rangefold.protocol.SlotReport.Failure;
import io.rangefold.protocol.SlotReport.StrideFailed;

/** What slots owe an answer for, and what happens to those that give none. */
final class Overdue {
    private final Roster roster;
    private final SchedulerSettings settings;
    private final Recovery recovery;
    private final SlotMail mail;
    private final JobLifecycle jobs;

    Overdue(Roster roster, SchedulerSettings settings, Recovery recovery, SlotMail mail, JobLifecycle jobs) {
        this.roster = roster;
        this.settings = settings;
        this.recovery = recovery;
        this.mail = mail;
        this.jobs = jobs;
    }

    /**
     * Repeats what the holder did not answer; takes the lease away when it is overdue. What failed before has all of its
     * time: an index that never returns must not take one idle slot after the other without counting as a failure.
     */
    void remind(ActiveLease active, long now) {
        Lease lease = active.lease();
        if (lease.isCommitted()) {
            return;
        }
        if (active.stuckNanos() > settings.leaseTimeoutNanos()) {
            hung(active, now);
        } else if (active.unconfirmedNanos(now) > settings.leaseTimeoutNanos()) {
            active.slot().setHung(true);
            mail.revoke(active);
            recovery.takeBack(active, Cause.NOT_BEGUN, "its slot never began it");
        } else if (active.isTrimAsked()
                && !active.isLeaving()
                && lease.purpose() == Purpose.WORK
                && lease.failures() == 0
                && !roster.idle().isEmpty()
                && active.trimWaitNanos(now) > settings.trimTimeoutNanos()) {
            active.slot().setHung(true);
            mail.revoke(active);
            recovery.unanswered(active, Cause.NO_ANSWER, "its slot did not answer while others were idle", now);
        } else if (active.isGrantDue(now, settings.resendNanos())) {
            mail.send(active, active.grant());
        } else if (active.isTrimDue(now, settings.resendNanos() / 2)) {
            mail.send(active, new Trim(lease.id(), lease.trimTo().orElseThrow()));
        }
    }

    /** A slot computes without progress: its lease goes, and the stride counts an error. */
    private void hung(ActiveLease active, long now) {
        active.slot().setHung(true);
        mail.revoke(active);
        String message = "no progress for " + active.stuckNanos() / 1_000_000 + " ms";
        StrideFailed failure = new StrideFailed(
                active.id(), active.stride(), Failure.EXCEPTION, active.stride().low(), message);
        JobRun job = active.job();
        recovery.failed(active, failure, Cause.NO_PROGRESS, now).ifPresent(fault -> jobs.fail(job, fault));
        jobs.advance(job);
    }
}
