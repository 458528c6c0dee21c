package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.Lease;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.Timeline.Outcome;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.AllowStride;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotReport.Failure;
import io.rangefold.protocol.SlotReport.StrideAnnounced;
import io.rangefold.protocol.SlotReport.StrideFailed;
import io.rangefold.protocol.SlotReport.Trimmed;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What slots say about their leases, and what follows from it. */
final class LeaseReports {
    private final Roster roster;
    private final Needs needs;
    private final Recovery recovery;
    private final Effects effects;
    private final SlotMail mail;
    private final JobLifecycle jobs;
    private final Arbitration arbitration;
    private final GroupCommit groups;
    private final RandomGenerator random;

    LeaseReports(
            Roster roster,
            Needs needs,
            Recovery recovery,
            Effects effects,
            SlotMail mail,
            JobLifecycle jobs,
            Arbitration arbitration,
            GroupCommit groups,
            RandomGenerator random) {
        this.roster = roster;
        this.needs = needs;
        this.recovery = recovery;
        this.effects = effects;
        this.mail = mail;
        this.jobs = jobs;
        this.arbitration = arbitration;
        this.groups = groups;
        this.random = random;
    }

    void handle(ActiveLease lease, SlotReport report, long now) {
        if (report instanceof Commit commit) {
            commit(lease, commit, now);
        } else if (report instanceof Trimmed trimmed) {
            trimmed(lease, trimmed.end(), now);
        } else if (report instanceof StrideAnnounced announced) {
            announced(lease, announced);
        } else if (report instanceof StrideFailed failed) {
            failed(lease, failed, now);
        }
    }

    private void commit(ActiveLease active, Commit commit, long now) {
        Lease lease = active.lease();
        Range range = commit.range();
        if (lease.purpose() == Purpose.AUDIT) {
            arbitration.answered(active, commit);
        } else if (range.high() <= lease.durable()) {
            mail.acknowledge(active, false);
        } else if (range.high() > lease.applied()) {
            boolean fits = range.low() == lease.applied() && range.high() <= lease.end();
            if (fits && commit.segment().map(effects::isStored).orElse(true)) {
                apply(active, commit, now);
            } else {
                mail.acknowledge(active, false);
            }
        }
    }

    private void apply(ActiveLease active, Commit commit, long now) {
        JobRun job = active.job();
        Range range = commit.range();
        if (!job.merge(commit, active.lease().slot(), now)) {
            jobs.fail(job, unreadable(range));
            return;
        }
        job.ledger().commit(active.lease(), range);
        active.committed(range.size(), commit.busyNanos(), now);
        job.recorder.committed(active, commit);
        active.worker().committed(range.size(), now);
        job.audits().offer(commit, active.lease().slot(), random);
        groups.committed(active, range, now);
        effects.meter().committed(range.size(), commit.busyNanos());
        if (active.lease().isCommitted()) {
            roster.computed(active);
        } else if (needs.isHeldBack(job) && !active.isLeaving()) {
            mail.askToLeave(active, range.high(), now);
        }
        effects.changed(job.id());
    }

    private static JobFault unreadable(Range range) {
        return new JobFault(
                "unreadable-partial",
                "a worker's partial result of " + range + " can't be read",
                "range " + range,
                "coordinator and workers must be of one version");
    }

    void trimmed(ActiveLease active, long end, long now) {
        Lease lease = active.lease();
        if (lease.purpose() == Purpose.AUDIT) {
            if (end == lease.granted().low()) {
                recovery.takeBack(active, Cause.GIVEN_BACK, "its slot gave it back");
                mail.acknowledge(active, true);
            }
            return;
        }
        boolean asked = active.isTrimAsked();
        if (lease.isCommitted() || end > lease.end() || end == lease.end() && !asked) {
            if (lease.isDurable()) {
                close(active);
            }
            return;
        }
        Range tail = active.job().ledger().trim(lease, Math.max(end, lease.applied()));
        active.job().recorder.cut(active, lease.end());
        if (asked && tail.isEmpty()) {
            active.refused(now);
        } else if (asked && !active.isLeaving()) {
            active.job().counters.stolen++;
            effects.meter().stolen();
        }
        if (lease.isCommitted()) {
            roster.computed(active);
            if (lease.isDurable()) {
                close(active);
            }
        }
        jobs.advance(active.job());
    }

    private void close(ActiveLease active) {
        roster.closed(active, Outcome.COMMITTED);
        mail.acknowledge(active, true);
    }

    private void announced(ActiveLease active, StrideAnnounced report) {
        Range stride = report.stride();
        boolean isNews = active.lease()
                .announced()
                .map(last -> last.low() <= stride.low())
                .orElse(true);
        if (isNews && active.lease().rest().contains(stride)) {
            active.lease().announce(stride);
            mail.send(active, new AllowStride(active.id(), stride));
        }
    }

    private void failed(ActiveLease active, StrideFailed report, long now) {
        boolean mayBeAnywhere =
                report.failure() == Failure.DEFECT || active.lease().purpose() == Purpose.AUDIT;
        if (!mayBeAnywhere && report.stride().low() != active.lease().applied()) {
            mail.acknowledge(active, false);
            return;
        }
        JobRun job = active.job();
        Optional<JobFault> fault = recovery.failed(active, report, Cause.ERROR, now);
        mail.acknowledge(active, true);
        fault.ifPresent(why -> jobs.fail(job, why));
        jobs.advance(job);
    }

    private void lowerCutoff(JobRun job, long cutoff, long now) {
        for (Lease lease : job.ledger().lowerCutoff(cutoff)) {
            ActiveLease active = roster.lease(lease.id());
            if (active == null) {
                continue;
            }
            if (lease.applied() >= cutoff) {
                mail.revoke(active);
                roster.closed(active, Outcome.ENDED);
                job.ledger().skip(lease);
            } else {
                mail.askToLeave(active, cutoff, now);
            }
        }
    }

    /** A group was saved: what it holds may be told. */
    void saved(GroupCommit.Saved group, long now) {
        for (GroupCommit.Applied applied : group.commits()) {
            saved(applied, now);
        }
        for (GroupCommit.Cutoff cutoff : group.cutoffs()) {
            JobRun job = cutoff.job();
            if (!job.isOver() && job.stageNumber() == cutoff.stage()) {
                lowerCutoff(job, cutoff.index(), now);
                jobs.advance(job);
            }
        }
        group.ended().forEach(jobs::told);
    }

    private void saved(GroupCommit.Applied applied, long now) {
        ActiveLease active = applied.lease();
        JobRun job = active.job();
        if (job.isOver() || job.stageNumber() != applied.stage()) {
            return;
        }
        effects.meter().durable(now - applied.nanos());
        job.ledger().saved(applied.range());
        active.lease().saved(applied.range().high());
        if (roster.lease(active.id()) == active) {
            boolean closed = active.lease().isDurable();
            if (closed) {
                roster.closed(active, Outcome.COMMITTED);
            }
            mail.acknowledge(active, closed);
        }
    }
}
