package io.rangefold.coordinator.schedule;

import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Takes slots from jobs that have more than they are owed. */
final class Preemption {
    private final Roster roster;
    private final Needs needs;
    private final SchedulerSettings settings;
    private final SlotMail mail;

    Preemption(Roster roster, Needs needs, SchedulerSettings settings, SlotMail mail) {
        this.roster = roster;
        this.needs = needs;
        this.settings = settings;
        this.mail = mail;
    }

    /** Asks as many slots to leave as those jobs need that have less than they are owed. */
    void preempt(long nowNanos) {
        List<JobRun> jobs = FairShare.inOrder(roster.jobs(), settings.quantumNanos());
        if (jobs.size() < 2 || !roster.idle().isEmpty()) {
            return;
        }
        Map<JobRun, Long> owed = FairShare.targets(jobs, roster.usableSlots());
        long missing = 0;
        List<JobRun> lacking = new ArrayList<>();
        for (JobRun job : jobs) {
            long lacks = owed.getOrDefault(job, 0L) - job.heldSlots();
            if (lacks > 0 && needs.couldUse(job, nowNanos)) {
                missing += lacks;
                lacking.add(job);
            }
        }
        if (lacking.isEmpty()) {
            return;
        }
        Map<WorkerId, Boolean> isOfUse = new HashMap<>();
        Predicate<WorkerId> useful = worker -> isOfUse.computeIfAbsent(
                worker, id -> lacking.stream().anyMatch(job -> needs.couldUse(job, id, nowNanos)));
        missing -= jobs.stream().mapToLong(Preemption::leaving).sum();
        for (int last = jobs.size() - 1; last >= 0 && missing > 0; last--) {
            JobRun job = jobs.get(last);
            long surplus = job.heldSlots() - leaving(job) - owed.getOrDefault(job, 0L);
            missing -= release(job, Math.min(surplus, missing), useful, nowNanos);
        }
    }

    private static long leaving(JobRun job) {
        return job.active().values().stream().filter(ActiveLease::isLeaving).count();
    }

    private long release(JobRun job, long wanted, Predicate<WorkerId> useful, long nowNanos) {
        long released = 0;
        for (ActiveLease lease : List.copyOf(job.active().values())) {
            if (released >= wanted) {
                break;
            }
            boolean mayLeave = lease.lease().purpose() != Purpose.AUDIT && !lease.isLeaving();
            if (mayLeave && useful.test(lease.worker().id())) {
                mail.askToLeave(lease, lease.lease().applied(), nowNanos);
                released++;
            }
        }
        return released;
    }
}
