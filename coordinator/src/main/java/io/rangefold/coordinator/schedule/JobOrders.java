package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.job.Job;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import java.util.List;
import java.util.Optional;

/** What users order: new jobs, and what is to become of those there are. */
final class JobOrders {
    private final Roster roster;
    private final Recovery recovery;
    private final Effects effects;
    private final SlotMail mail;
    private final JobLifecycle lifecycle;
    private final GroupCommit groups;
    private final History history;
    private final CoreClock clock;
    private long lastNumber;

    JobOrders(
            Roster roster,
            Recovery recovery,
            Effects effects,
            SlotMail mail,
            JobLifecycle lifecycle,
            GroupCommit groups,
            History history,
            CoreClock clock) {
        this.roster = roster;
        this.recovery = recovery;
        this.effects = effects;
        this.mail = mail;
        this.lifecycle = lifecycle;
        this.groups = groups;
        this.history = history;
        this.clock = clock;
    }

    /** Jobs are numbered from the next on. */
    void restore(long lastJobNumber) {
        lastNumber = lastJobNumber;
    }

    /** Takes a job on. No other one has its key, if it has one. */
    void submit(JobId id, String kind, Job job, JobOptions options, Optional<String> idempotencyKey) {
        JobHeader header = new JobHeader(
                id,
                ++lastNumber,
                kind,
                job.spec(),
                job.arguments(),
                options,
                idempotencyKey,
                job.inputs(),
                clock.wallTime());
        JobRun run = new JobRun(header, job, clock);
        roster.jobs().stream()
                .filter(JobRun::isRunnable)
                .mapToLong(other -> other.standing.servedNanos())
                .min()
                .ifPresent(run.standing::beginAt);
        roster.add(run);
        groups.touched(run);
        history.note(new Note.JobSubmitted(id, kind));
        effects.changed(id);
        lifecycle.advance(run);
    }

    /** Ends the job, if it has not ended. */
    void cancel(JobId id, Optional<JobFault> why) {
        roster.alive(id).ifPresent(job -> lifecycle.end(job, JobState.CANCELLED, why, Optional.empty()));
    }

    /** Takes the job's slots away until it is resumed. */
    void pause(JobId id, long now) {
        roster.alive(id).filter(JobRun::isRunnable).ifPresent(job -> {
            job.phase.pause();
            changed(job, Type.PAUSED, "");
            for (ActiveLease lease : List.copyOf(job.active().values())) {
                if (lease.lease().purpose() == Purpose.AUDIT) {
                    mail.revoke(lease);
                    recovery.takeBack(lease, Cause.PAUSED, "the job is paused");
                } else {
                    mail.askToLeave(lease, lease.lease().applied(), now);
                }
            }
        });
    }

    /** Lets slots work on the job again. */
    void resume(JobId id) {
        roster.alive(id).filter(job -> job.state() == JobState.PAUSED).ifPresent(job -> {
            job.resume();
            changed(job, Type.RESUMED, "");
        });
    }

    /** Gives the job another priority, if it has not ended. */
    void prioritize(JobId id, int priority) {
        roster.alive(id).filter(job -> job.standing.given() != priority).ifPresent(job -> {
            String detail = "from " + job.standing.given() + " to " + priority;
            job.standing.give(priority);
            changed(job, Type.PRIORITIZED, detail);
        });
    }

    private void changed(JobRun job, Type how, String detail) {
        groups.touched(job);
        history.happened(how, job.id(), detail);
        effects.changed(job.id());
    }
}
