package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.job.BadInputException;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a job goes on from stage to stage, and how it ends. */
final class JobLifecycle {
    private static final int MAX_ENDED_JOBS = 1000;

    private final Roster roster;
    private final SchedulerSettings settings;
    private final Effects effects;
    private final SlotMail mail;

    JobLifecycle(Roster roster, SchedulerSettings settings, Effects effects, SlotMail mail) {
        this.roster = roster;
        this.settings = settings;
        this.effects = effects;
        this.mail = mail;
    }

    /** Goes on to the next stage, or to the result, if the present stage is complete. */
    void advance(JobRun job) {
        if (job.state().isTerminal() || job.isConcluding()) {
            return;
        }
        Optional<JobFault> fault = job.neededFault();
        if (fault.isPresent()) {
            fail(job, fault.get());
            return;
        }
        while (job.ledger().isComplete() && job.audits().isDone()) {
            if (!entersNextStage(job)) {
                return;
            }
        }
    }

    /** A kind that fails to say what comes next fails its own job, and nobody else's. */
    private boolean entersNextStage(JobRun job) {
        try {
            if (job.nextStage()) {
                return true;
            }
            job.concluding();
            effects.conclude(job.id());
        } catch (RuntimeException e) {
            fail(job, new JobFault("no-stage", "the next stage can't be made: " + e, "", "report this defect"));
        }
        return false;
    }

    /** What the result of a job that is to be concluded is made of. */
    ConclusionTask conclusionTask(JobId id) {
        JobRun job = roster.job(id).orElseThrow();
        boolean prove = Verdicts.isProofWanted(job);
        return new ConclusionTask(
                job.job(),
                job.known(),
                List.copyOf(job.segments().values()),
                prove,
                job.overdue().isPresent());
    }

    void fail(JobRun job, JobFault fault) {
        if (!job.state().isTerminal()) {
            end(job, JobState.FAILED, Optional.of(fault), Optional.empty());
        }
    }

    void end(JobRun job, JobState state, Optional<JobFault> fault, Optional<Verification> verification) {
        revokeAll(job);
        job.ended(state, fault, verification);
        if (!job.hasResult()) {
            effects.discard(job.id());
        }
        double elapsed = job.times().elapsedSeconds();
        String detail = fault.map(JobFault::message).orElse("");
        effects.note(new Note.JobEnded(job.id(), state.name(), elapsed, detail));
        effects.changed(job.id());
        forgetOldest();
    }

    private void revokeAll(JobRun job) {
        for (ActiveLease lease : List.copyOf(job.active().values())) {
            mail.revoke(lease);
            roster.closed(lease);
            if (lease.lease().purpose() == Purpose.AUDIT) {
                job.audits().putBack(lease.id());
            } else {
                job.ledger().takeBack(lease.lease());
            }
        }
        for (ActiveLease lease : List.copyOf(roster.leases())) {
            if (lease.job() == job) {
                roster.closed(lease);
            }
        }
    }

    private void forgetOldest() {
        List<JobRun> ended =
                roster.jobs().stream().filter(job -> job.state().isTerminal()).toList();
        for (JobRun job : ended.subList(0, Math.max(0, ended.size() - MAX_ENDED_JOBS))) {
            roster.forget(job);
            effects.discard(job.id());
        }
    }

    long forgetEnded(Instant moment, CoreClock clock) {
        long before = clock.realNanosAt(moment);
        List<JobRun> old = roster.jobs().stream()
                .filter(job ->
                        job.state().isTerminal() && job.times().finishedNanos().orElse(Long.MAX_VALUE) < before)
                .toList();
        old.forEach(job -> {
            roster.forget(job);
            effects.discard(job.id());
        });
        return old.size();
    }

    void age(JobRun job, long passed, long now) {
        if (job.state().isTerminal()) {
            return;
        }
        Optional<Long> limit = job.options().timeout().map(Duration::toNanos);
        if (limit.isPresent() && job.times().ageNanos() > limit.get()) {
            JobFault fault = new JobFault(
                    "timed-out",
                    "the job did not end within "
                            + job.options().timeout().get().toMillis() + " ms",
                    "--timeout",
                    "give it more time, or more slots");
            timeOut(job, fault);
        } else if (job.isRunnable() && job.heldSlots() == 0 && job.hasLeasable(now)) {
            job.standing.waited(passed, settings.agingNanos());
        } else {
            job.standing.isServed();
            job.standing.settle(settings.quantumNanos());
        }
    }

    /** Ends the job, with the result of what was computed if that says something. */
    private void timeOut(JobRun job, JobFault fault) {
        if (job.isConcluding() || !job.job().answersInPart()) {
            if (job.overdue().isEmpty()) {
                end(job, JobState.TIMED_OUT, Optional.of(fault), Optional.empty());
            }
            return;
        }
        revokeAll(job);
        job.concludingEarly(fault);
        effects.conclude(job.id());
    }

    /** The result could not be made: the job ends, and says what the user may do if it is the user's to do. */
    void notConcluded(JobRun job, Throwable why) {
        if (job.overdue().isPresent()) {
            end(job, JobState.TIMED_OUT, job.overdue(), Optional.empty());
            return;
        }
        JobFault fault = why instanceof BadInputException bad
                ? new JobFault("bad-input", String.valueOf(bad.getMessage()), bad.where(), bad.hint())
                : new JobFault("no-result", why.toString(), "", "look at the coordinator's log");
        fail(job, fault);
    }

    /** The result was made: the job ends, well or not. */
    void conclude(JobRun job, Conclusion conclusion) {
        job.concluded(conclusion);
        Verification verification = Verdicts.of(job, conclusion);
        boolean refuted = verification.verdict() == Verdict.FAILED;
        Optional<JobFault> fault = refuted
                ? Optional.of(new JobFault(
                        "verification-failed",
                        verification.detail(),
                        verification.method(),
                        "do not use the result; run the job again on other workers"))
                : job.overdue();
        JobState wellEnded = job.overdue().isPresent() ? JobState.TIMED_OUT : JobState.SUCCEEDED;
        end(job, refuted ? JobState.FAILED : wellEnded, fault, Optional.of(verification));
    }
}
