package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.Timeline.Outcome;
import io.rangefold.protocol.SlotReport.Commit;
import java.util.Optional;

/** What follows from what several slots made of one range. */
final class Arbitration {
    /** Where two workers contradict each other and there is no third one, it may still come. */
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final Roster roster;
    private final SlotMail mail;
    private final JobLifecycle jobs;
    private final GroupCommit groups;
    private final History history;
    private final Quarantine quarantine;
    private final Meter meter;

    Arbitration(
            Roster roster,
            SlotMail mail,
            JobLifecycle jobs,
            GroupCommit groups,
            History history,
            Quarantine quarantine,
            Meter meter) {
        this.roster = roster;
        this.mail = mail;
        this.jobs = jobs;
        this.groups = groups;
        this.history = history;
        this.quarantine = quarantine;
        this.meter = meter;
    }

    /** A slot has computed again what another one had committed. */
    void answered(ActiveLease active, Commit commit) {
        if (!commit.range().equals(active.lease().granted())) {
            mail.acknowledge(active, false);
            return;
        }
        meter.verified(commit.busyNanos());
        JobRun job = active.job();
        job.recorder.verified(active, commit);
        roster.closed(active, Outcome.COMMITTED);
        mail.acknowledge(active, true);
        SlotKey by = active.lease().slot();
        Question question = job.audits().answered(active.id(), Question.opinion(commit, by));
        groups.touched(job);
        switch (question.standing()) {
            case OPEN -> {}
            case AGREED -> job.recorder.agreed(question.range());
            case DISPUTED -> contradicts(job, question, by);
            case DECIDED -> {
                if (question.isFirstContradiction()) {
                    contradicts(job, question, by);
                }
                quarantine.impose(question.contradicted(), job, question.range());
            }
            case HOPELESS -> hopeless(job, question);
        }
        jobs.advance(job);
    }

    private void contradicts(JobRun job, Question question, SlotKey by) {
        String detail = "made something else of it than " + question.owner();
        job.recorder.happened(Type.AUDIT_FAILED, by + " " + detail);
        history.happened(Type.AUDIT_FAILED, job.id(), by.worker(), question.range(), detail);
    }

    private void hopeless(JobRun job, Question question) {
        String detail = "the range " + question.range() + " was computed three times, with three different results";
        end(
                job,
                question,
                "kernel-defect",
                detail,
                "the kernel may depend on more than its input: please report the command that led here");
    }

    private void end(JobRun job, Question question, String code, String detail, String hint) {
        JobFault fault = new JobFault(code, detail, "range " + question.range(), hint);
        jobs.end(job, JobState.FAILED, Optional.of(fault), Verdicts.refuted(job, detail));
    }

    /** Time passes. A job ends where two workers contradict each other and no third one comes to decide. */
    void await(JobRun job, long passedNanos) {
        if (!job.isRunnable()) {
            return;
        }
        for (Question question : job.audits().disputes()) {
            boolean hasThird = !question.isWaiting() || roster.hasOther(question.involved());
            if (question.undecided(hasThird, passedNanos) > PATIENCE_NANOS) {
                undecided(job, question);
                return;
            }
        }
    }

    private void undecided(JobRun job, Question question) {
        String detail = "the range " + question.range()
                + " was computed twice, with different results; a third worker would have decided";
        SlotKey other = question.opinions().get(1).by();
        end(
                job,
                question,
                "audit-mismatch",
                detail,
                "the memory or processor of " + question.owner().worker() + " or of " + other.worker()
                        + " may be faulty; run the job again with a third worker");
    }
}
