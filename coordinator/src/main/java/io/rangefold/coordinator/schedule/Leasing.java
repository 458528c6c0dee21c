package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.Lease;
import io.rangefold.coordinator.ledger.PendingRange;
import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Grant;

/** Gives slots leases. */
final class Leasing {
    private final Roster roster;
    private final Effects effects;
    private final SlotMail mail;
    private final GroupCommit groups;
    private final History history;
    private long lastLease;

    /** @param lastLease leases are numbered from the next on */
    Leasing(Roster roster, Effects effects, SlotMail mail, GroupCommit groups, History history, long lastLease) {
        this.roster = roster;
        this.effects = effects;
        this.mail = mail;
        this.groups = groups;
        this.history = history;
        this.lastLease = lastLease;
    }

    /** A slot is to compute the first {@code count} indices of a range that is pending. */
    void lease(Slot slot, JobRun job, PendingRange from, long count, long nowNanos) {
        Lease lease = job.ledger().lease(++lastLease, slot.key(), from, count);
        grant(slot, job, lease, nowNanos);
        if (from.urgency() != Urgency.FRESH) {
            history.note(
                    new Note.LeasedAgain(job.id(), lease.id(), slot.key().worker(), lease.granted(), attempt(lease)));
        }
    }

    /** A slot is to compute again what another one has. */
    void ask(Slot slot, JobRun job, Question question, long nowNanos) {
        Lease lease = new Lease(++lastLease, slot.key(), Purpose.AUDIT, question.range(), question.failures(), 0);
        job.audits().started(lease.id(), question, slot.key().worker());
        grant(slot, job, lease, nowNanos);
    }

    /**
     * A slot goes on with what it holds of an earlier term, under a new number. That is not granted: its worker is told when it
     * is registered.
     *
     * @param newest whether the slot computes it
     */
    ActiveLease adopt(Slot slot, JobRun job, Range claimed, boolean newest, long nowNanos) {
        return hold(slot, job, job.ledger().adopt(++lastLease, slot.key(), claimed), newest, nowNanos);
    }

    private void grant(Slot slot, JobRun job, Lease lease, long nowNanos) {
        ActiveLease active = hold(slot, job, lease, true, nowNanos);
        job.counters.leases++;
        effects.meter().leased(lease.purpose());
        mail.send(active, active.grant());
    }

    /** The slot holds the lease from now on. */
    private ActiveLease hold(Slot slot, JobRun job, Lease lease, boolean newest, long nowNanos) {
        Grant grant = new Grant(
                lease.id(),
                job.id(),
                job.kind(),
                job.spec(),
                job.stageNumber(),
                job.previous(),
                lease.granted(),
                lease.purpose(),
                attempt(lease));
        ActiveLease active = new ActiveLease(lease, job, roster.workerOf(slot), slot, grant, nowNanos);
        if (newest) {
            roster.granted(active);
        } else {
            roster.adoptedBehind(active);
        }
        if (job.started()) {
            groups.touched(job);
            history.happened(Type.STARTED, job.id(), "");
        }
        effects.changed(job.id());
        return active;
    }

    private static int attempt(Lease lease) {
        return 1 + lease.failures() + lease.deaths();
    }
}
