package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.protocol.WorkerId;

/** Which slots are of use to a job at present. */
final class Needs {
    /** With more answers outstanding than this for each slot, a job gets no new ranges: what is not agreed on stays bounded. */
    private static final int OPEN_AUDITS_PER_SLOT = 8;

    private final Roster roster;
    private final SchedulerSettings settings;

    Needs(Roster roster, SchedulerSettings settings) {
        this.roster = roster;
        this.settings = settings;
    }

    /** Whether so much waits to be computed again that the job gets no new ranges until it is less. */
    boolean isHeldBack(JobRun job) {
        return job.audits().open() > OPEN_AUDITS_PER_SLOT * roster.usableSlots();
    }

    /** Whether the job has something that could be leased at once, to some slot. */
    boolean hasLeasable(JobRun job, long nowNanos) {
        return job.hasUrgent(nowNanos) || job.ledger().plainPendingItems() > 0 && !isHeldBack(job) || canAsk(job);
    }

    /** Whether some worker could compute something again that is to be. */
    private boolean canAsk(JobRun job) {
        return job.audits()
                .waiting()
                .anyMatch(question -> !question.needsOtherProcess() || roster.hasOther(question.involved()));
    }

    /** Whether the job could use a slot more. */
    boolean couldUse(JobRun job, long nowNanos) {
        return hasLeasable(job, nowNanos) || !isHeldBack(job) && Stealing.isPossible(job, settings, nowNanos);
    }

    /** Whether a job that could use a slot could use one of that worker. */
    boolean couldUse(JobRun job, WorkerId worker, long nowNanos) {
        return !isHeldBack(job)
                || job.hasUrgent(nowNanos)
                || job.audits()
                        .waiting()
                        .anyMatch(question -> !question.involved().contains(worker));
    }

    /** Whether a slot may compute again what others have. */
    boolean mayBeAsked(Slot slot, Question question) {
        return question.needsOtherProcess()
                ? !question.involved().contains(slot.key().worker())
                : isElsewhere(slot, question.owner());
    }

    /** Another worker if there is one, else another slot, else the same. */
    boolean isElsewhere(Slot slot, SlotKey than) {
        if (roster.hasOther(than.worker())) {
            return !slot.key().worker().equals(than.worker());
        }
        boolean alone = roster.workerOf(slot).soundSlots() == 1;
        return alone || !slot.key().equals(than);
    }
}
