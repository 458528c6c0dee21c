package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.Timeline.Outcome;
import io.rangefold.job.BadInputException;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a job goes on from stage to stage, and how it ends. */
final class JobLifecycle {
    private static final int MAX_ENDED_JOBS = 1000;

    /** Bars of timelines and pieces of maps of ended jobs, some 150 bytes each. */
    private static final int MAX_ENDED_RECORDS = 200_000;

    /** A job with a time limit is saved so often even if nothing happens to it: a restart takes less than that off its age. */
    private static final long TOLD_AGE_NANOS = 10_000_000_000L;

    private final Roster roster;
    private final Needs needs;
    private final SchedulerSettings settings;
    private final Effects effects;
    private final SlotMail mail;
    private final GroupCommit groups;
    private final History history;

    JobLifecycle(
            Roster roster,
            Needs needs,
            SchedulerSettings settings,
            Effects effects,
            SlotMail mail,
            GroupCommit groups,
            History history) {
        this.roster = roster;
        this.needs = needs;
        this.settings = settings;
        this.effects = effects;
        this.mail = mail;
        this.groups = groups;
        this.history = history;
    }

    /** Goes on to the next stage, or to the result, if the present stage is complete. */
    void advance(JobRun job) {
        if (job.isOver() || job.phase.isConcluding()) {
            return;
        }
        Optional<JobFault> fault = job.neededFault();
        if (fault.isPresent()) {
            failOnceAudited(job, fault.get());
            return;
        }
        while (job.ledger().isComplete() && job.audits().isDone()) {
            if (!entersNextStage(job)) {
                return;
            }
        }
    }

    /** That nothing below the range ends the search is not believed before it was computed again. */
    private void failOnceAudited(JobRun job, JobFault fault) {
        if (job.audits().isDone()) {
            fail(job, fault);
        }
    }

    /** A kind that fails to say what comes next fails its own job, and nobody else's. */
    private boolean entersNextStage(JobRun job) {
        try {
            if (job.nextStage()) {
                groups.touched(job);
                history.happened(Type.STAGE_BEGUN, job.id(), "stage " + job.stageNumber());
                return true;
            }
            job.phase.concluding();
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
                List.copyOf(job.segments()),
                prove,
                job.phase.overdue().isPresent());
    }

    /** What is known of the answer so far, durable or not: if it is taken back, the next look shows less. */
    Optional<PreviewTask> previewTask(JobId id) {
        return roster.alive(id).flatMap(job -> {
            try {
                return Optional.of(new PreviewTask(job.job(), job.known(), List.copyOf(job.segments())));
            } catch (RuntimeException e) {
                // A look must not end a job; what is wrong with it shows at its end.
                return Optional.empty();
            }
        });
    }

    void fail(JobRun job, JobFault fault) {
        if (!job.isOver()) {
            end(job, JobState.FAILED, Optional.of(fault), Optional.empty());
        }
    }

    /** The job is over; users see that when it is saved. */
    void end(JobRun job, JobState state, Optional<JobFault> fault, Optional<Verification> verification) {
        revokeAll(job);
        job.end(new JobPhase.End(state, fault, verification));
        String checked = verification
                .map(v ->
                        String.format(Locale.ROOT, ", %s by %s, coverage %.4f", v.verdict(), v.method(), v.coverage()))
                .orElse("");
        history.finished(
                job.id(),
                state + checked + fault.map(why -> ": " + why.message()).orElse(""));
        groups.ended(job);
    }

    /** The job's end is saved. */
    void told(JobRun job) {
        job.phase.told();
        if (!job.phase.hasResult()) {
            effects.discard(job.id());
        }
        double elapsed = job.times().elapsedSeconds();
        String detail = job.phase
                .end()
                .flatMap(JobPhase.End::fault)
                .map(JobFault::message)
                .orElse("");
        effects.note(new Note.JobEnded(job.id(), job.state().name(), elapsed, detail));
        effects.changed(job.id());
        forgetOldest();
    }

    /**
     * What a worker has committed of the present stage is computed again, as far as it is not settled. It must hold no lease
     * any more.
     *
     * @return what is pending again
     */
    List<Range> takeBack(JobRun job, WorkerId owner, String why) {
        groups.disowned(job, owner.value());
        List<Range> ranges = job.disown(owner.value());
        job.recorder.takenBack(owner, job.stageNumber(), ranges);
        for (Range range : ranges) {
            history.happened(Type.TAKEN_BACK, job.id(), owner, range, why);
        }
        effects.changed(job.id());
        return ranges;
    }

    private void revokeAll(JobRun job) {
        for (ActiveLease lease : List.copyOf(job.active().values())) {
            mail.revoke(lease);
            roster.closed(lease, Outcome.ENDED);
            if (lease.lease().purpose() == Purpose.AUDIT) {
                job.audits().putBack(lease.id());
            } else {
                job.ledger().takeBack(lease.lease());
            }
        }
        for (ActiveLease lease : List.copyOf(roster.leases())) {
            if (lease.job() == job) {
                roster.closed(lease, Outcome.ENDED);
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
        dropOldRecords(ended);
    }

    /** Of the oldest jobs it is forgotten who did what for them. */
    private static void dropOldRecords(List<JobRun> ended) {
        long kept = 0;
        for (int i = ended.size() - 1; i >= 0; i--) {
            kept += ended.get(i).recorder.weight();
            if (kept > MAX_ENDED_RECORDS) {
                ended.get(i).recorder.drop();
            }
        }
    }

    /** Forgets jobs that ended before that moment, and gives their number. */
    long forgetEnded(Instant moment) {
        List<JobRun> old = roster.jobs().stream()
                .filter(job -> job.state().isTerminal()
                        && job.times()
                                .finishedAt()
                                .filter(at -> at.isBefore(moment))
                                .isPresent())
                .toList();
        old.forEach(job -> {
            roster.forget(job);
            effects.discard(job.id());
        });
        return old.size();
    }

    void age(JobRun job, long passed, long now) {
        if (job.isOver()) {
            return;
        }
        job.recorder.passed(passed, job, idleSlots(job));
        if (job.options().timeout().isPresent() && job.isOlderThanTold(TOLD_AGE_NANOS)) {
            groups.touched(job);
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
        } else if (job.isRunnable() && job.heldSlots() == 0 && needs.hasLeasable(job, now)) {
            job.standing.waited(passed, settings.agingNanos());
        } else {
            job.standing.isServed();
            job.standing.settle(settings.quantumNanos());
        }
    }

    /** Slots that have nothing to do, and that the job could have if it had something for them. */
    private long idleSlots(JobRun job) {
        boolean runs = job.state() == JobState.RUNNING && job.isRunnable();
        long most = job.options().maxSlots().orElse(Integer.MAX_VALUE) - job.heldSlots();
        return runs ? Math.max(0, Math.min(roster.idle().size(), most)) : 0;
    }

    /** Ends the job, with the result of what was computed if that says something. */
    private void timeOut(JobRun job, JobFault fault) {
        if (job.phase.isConcluding() || !job.job().answersInPart()) {
            if (job.phase.overdue().isEmpty()) {
                end(job, JobState.TIMED_OUT, Optional.of(fault), Optional.empty());
            }
            return;
        }
        revokeAll(job);
        job.phase.concludingEarly(fault);
        effects.conclude(job.id());
    }

    /** Whether something of what the result was made of was taken back meanwhile: then the job goes on. */
    private boolean isRetracted(JobRun job) {
        boolean is = job.phase.takeRetracted();
        if (is && job.phase.isConcluding()) {
            effects.conclude(job.id());
        } else if (is) {
            advance(job);
        }
        return is;
    }

    /** The result could not be made: the job ends, and says what the user may do if it is the user's to do. */
    void notConcluded(JobRun job, Throwable why) {
        if (isRetracted(job)) {
            return;
        }
        if (job.phase.overdue().isPresent()) {
            end(job, JobState.TIMED_OUT, job.phase.overdue(), Optional.empty());
            return;
        }
        JobFault fault = why instanceof BadInputException bad
                ? new JobFault("bad-input", String.valueOf(bad.getMessage()), bad.where(), bad.hint())
                : new JobFault("no-result", why.toString(), "", "look at the coordinator's log");
        fail(job, fault);
    }

    /** The result was made: the job ends, well or not. */
    void conclude(JobRun job, Conclusion conclusion) {
        if (isRetracted(job)) {
            return;
        }
        job.phase.concluded(conclusion);
        Verification verification = Verdicts.of(job, conclusion);
        boolean refuted = verification.verdict() == Verdict.FAILED;
        Optional<JobFault> fault = refuted
                ? Optional.of(new JobFault(
                        "verification-failed",
                        verification.detail(),
                        verification.method(),
                        "do not use the result; run the job again on other workers"))
                : job.phase.overdue();
        JobState wellEnded = job.phase.overdue().isPresent() ? JobState.TIMED_OUT : JobState.SUCCEEDED;
        end(job, refuted ? JobState.FAILED : wellEnded, fault, Optional.of(verification));
    }
}
