package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.Timeline.Outcome;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes workers that compute wrongly out of service, and back what they have committed to jobs that run. */
final class Quarantine {
    private final Roster roster;
    private final Recovery recovery;
    private final SlotMail mail;
    private final JobLifecycle jobs;
    private final GroupCommit groups;
    private final History history;
    private final Meter meter;

    Quarantine(
            Roster roster,
            Recovery recovery,
            SlotMail mail,
            JobLifecycle jobs,
            GroupCommit groups,
            History history,
            Meter meter) {
        this.roster = roster;
        this.recovery = recovery;
        this.mail = mail;
        this.jobs = jobs;
        this.groups = groups;
        this.history = history;
        this.meter = meter;
    }

    /**
     * These workers get no work any more. No job goes on to its next stage before all of them are dealt with.
     *
     * @param where the job in which it was found
     * @param range of which they made something else than others
     */
    void impose(Set<WorkerId> workers, JobRun where, Range range) {
        List<JobRun> running =
                roster.jobs().stream().filter(job -> !job.isOver()).toList();
        for (WorkerId worker : workers) {
            String reason = "it computed the range " + range + " of job " + where.id() + " wrongly: two others agree";
            roster.quarantine(List.of(worker));
            groups.quarantined(worker, reason);
            history.note(new Note.WorkerQuarantined(worker, where.id(), range, reason));
            takeLeases(worker);
            running.forEach(job -> discredit(job, worker));
        }
        running.forEach(jobs::advance);
    }

    private void takeLeases(WorkerId id) {
        Worker worker = roster.worker(id);
        if (worker != null) {
            for (ActiveLease lease : roster.leasesOf(worker)) {
                mail.revoke(lease);
                recovery.takeBack(lease, Cause.QUARANTINE, "its worker is quarantined");
            }
        }
    }

    private void discredit(JobRun job, WorkerId worker) {
        if (job.isOver()) {
            return;
        }
        for (long needless : job.audits().discredit(worker)) {
            ActiveLease lease = roster.lease(needless);
            mail.revoke(lease);
            roster.closed(lease, Outcome.ENDED);
        }
        groups.touched(job);
        if (job.hasSettled(worker)) {
            failSettled(job, worker);
            return;
        }
        if (job.shares().owners().contains(worker.value())) {
            long lostBefore = job.recorder.cpu().lostNanos();
            List<Range> ranges = jobs.takeBack(job, worker, "its worker is quarantined");
            job.counters.redispatched += ranges.size();
            meter.redispatched(Cause.QUARANTINE, ranges.size());
            meter.lost(job.recorder.cpu().lostNanos() - lostBefore);
            job.phase.retract();
        }
    }

    private void failSettled(JobRun job, WorkerId worker) {
        String detail = "worker " + worker
                + " computes wrongly, and what it committed to an earlier stage, or long ago, can't be told apart any more";
        JobFault fault = new JobFault(
                "quarantined-worker", detail, "worker " + worker, "submit the job again; the worker gets no work");
        jobs.end(job, JobState.FAILED, Optional.of(fault), Verdicts.refuted(job, detail));
    }
}
