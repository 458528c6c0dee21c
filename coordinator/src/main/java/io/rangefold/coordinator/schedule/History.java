package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Tells operators what happens, and keeps it for the histories of jobs. */
final class History {
    /** A job keeps no more events than this, apart from its end: one that fails for ever must not fill the store. */
    static final int MAX_EVENTS = 10_000;

    private final Effects effects;
    private final GroupCommit groups;
    private final CoreClock clock;
    private final Roster roster;
    private final Map<JobId, Integer> eventsOf = new HashMap<>();

    History(Effects effects, GroupCommit groups, CoreClock clock, Roster roster) {
        this.roster = roster;
        this.effects = effects;
        this.groups = groups;
        this.clock = clock;
    }

    /** For the log, and for the history. The end of a job is noted for the log only, once it may be told. */
    void note(Note note) {
        effects.note(note);
        if (note instanceof Note.Redispatched n) {
            roster.job(n.job()).ifPresent(job -> job.recorder.redispatched(n.range()));
            happened(Type.REDISPATCHED, n.job(), n.worker(), n.range(), n.reason());
        } else if (note instanceof Note.LeasedAgain n) {
            happened(Type.LEASED_AGAIN, n.job(), n.worker(), n.range(), "attempt " + n.attempt());
        } else if (note instanceof Note.JobSubmitted n) {
            happened(Type.SUBMITTED, n.job(), n.kind());
        } else if (note instanceof Note.WorkerJoined n) {
            of(Type.WORKER_JOINED, n.worker(), n.name() + ", " + n.slots() + " slots");
        } else if (note instanceof Note.WorkerLost n) {
            of(Type.WORKER_LOST, n.worker(), n.name() + ": " + n.reason());
        } else if (note instanceof Note.WorkerLeft n) {
            of(Type.WORKER_LEFT, n.worker(), n.name());
        } else if (note instanceof Note.WorkerQuarantined n) {
            recordOfAll(Type.WORKER_QUARANTINED, n.worker() + ": " + n.reason());
            happened(Type.WORKER_QUARANTINED, n.job(), n.worker(), n.range(), n.reason());
        }
    }

    private void of(Type type, WorkerId worker, String detail) {
        recordOfAll(type, detail);
        groups.happened(new JobEvent(
                0, clock.wallTime(), type, Optional.empty(), Optional.of(worker), Optional.empty(), detail));
    }

    private void recordOfAll(Type type, String detail) {
        roster.jobs().stream().filter(job -> !job.isOver()).forEach(job -> job.recorder.happened(type, detail));
    }

    /** Something that concerns the job as a whole. */
    void happened(Type type, JobId job, String detail) {
        roster.job(job).ifPresent(run -> run.recorder.happened(type, detail));
        add(type, job, Optional.empty(), Optional.empty(), detail);
    }

    /** Something that concerns a range in the hands of a worker. */
    void happened(Type type, JobId job, WorkerId worker, Range range, String detail) {
        add(type, job, Optional.of(worker), Optional.of(range), detail);
    }

    private void add(Type type, JobId job, Optional<WorkerId> worker, Optional<Range> range, String detail) {
        if (eventsOf.merge(job, 1, Integer::sum) <= MAX_EVENTS) {
            groups.happened(new JobEvent(0, clock.wallTime(), type, Optional.of(job), worker, range, detail));
        }
    }

    /** The job ends; comes last of what happens to it. */
    void finished(JobId job, String detail) {
        eventsOf.remove(job);
        happened(Type.FINISHED, job, detail);
        eventsOf.remove(job);
    }
}
