package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.coordinator.store.StoredState.StoredJob;
import io.rangefold.protocol.Epoch;

/** Goes on with jobs that an earlier coordinator has begun. */
final class Restoring {
    /** What nobody has claimed for so long is leased out again: workers register within a second if they can. */
    private static final long CLAIMS_NANOS = 2_000_000_000;

    private final Roster roster;
    private final JobLifecycle lifecycle;
    private final History history;
    private final Epoch epoch;
    private final CoreClock clock;
    private long claimsEndNanos = Long.MAX_VALUE;

    Restoring(Roster roster, JobLifecycle lifecycle, History history, Epoch epoch, CoreClock clock) {
        this.roster = roster;
        this.lifecycle = lifecycle;
        this.history = history;
        this.epoch = epoch;
        this.clock = clock;
    }

    void restore(StoredState state, JobDecoder decoder) {
        roster.quarantine(state.quarantined());
        for (StoredJob stored : state.jobs()) {
            restore(stored, decoder);
        }
        claimsEndNanos = clock.now() + CLAIMS_NANOS;
    }

    /** A job that can't be restored fails, and no other does. */
    private void restore(StoredJob stored, JobDecoder decoder) {
        JobHeader header = stored.record().header();
        try {
            add(new JobRun(stored, decoder.decode(header.kind(), header.spec()), clock));
        } catch (RuntimeException e) {
            JobRun unreadable = new JobRun(stored.record(), clock);
            add(unreadable);
            lifecycle.fail(
                    unreadable,
                    new JobFault(
                            "unreadable-state",
                            "what is stored of the job can't be read: " + e.getMessage(),
                            "",
                            "submit it again; the store may be damaged, or of another version"));
            return;
        }
        roster.job(header.id()).ifPresent(lifecycle::advance);
    }

    private void add(JobRun job) {
        roster.add(job);
        history.happened(Type.TAKEN_OVER, job.id(), "term " + epoch.number());
    }

    /** Time has passed: what was not claimed may be pending now. */
    void tick(long now) {
        if (now >= claimsEndNanos) {
            claimsEndNanos = Long.MAX_VALUE;
            roster.jobs().stream()
                    .filter(job -> !job.isOver())
                    .forEach(job -> job.ledger().endClaims());
        }
    }
}
