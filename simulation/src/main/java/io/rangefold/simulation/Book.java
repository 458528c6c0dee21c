package io.rangefold.simulation;

import io.rangefold.coordinator.ledger.IntervalSet;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What passes between coordinator and slots, seen from outside: what was leased to whom, and what was acknowledged. */
final class Book {
    private final Map<JobId, TestJob> jobs = new HashMap<>();
    private final Map<TestJob, Integer> thrown = new HashMap<>();
    private final Map<Long, Held> leases = new HashMap<>();
    private final Map<StageKey, IntervalSet> acknowledged = new HashMap<>();
    private final Map<CommitKey, Long> arrived = new HashMap<>();
    private final List<Held> lost = new ArrayList<>();
    private final Set<Long> blamed = new HashSet<>();
    private long arrivals;
    private long arrivalsSaving;
    private long arrivalsSaved;

    private record StageKey(JobId job, int stage) {}

    private record CommitKey(long lease, Range range) {}

    /** A lease: what was granted, to whom, and how much of it is acknowledged. */
    private static final class Held {
        private final Grant grant;
        private final WorkerId worker;
        private long mark;

        Held(Grant grant, WorkerId worker) {
            this.grant = grant;
            this.worker = worker;
            this.mark = grant.range().low();
        }
    }

    void add(JobId id, TestJob job) {
        jobs.put(id, job);
    }

    TestJob job(JobId id) {
        return jobs.get(id);
    }

    /** Whether the kernel of the job is to throw once more; counts. */
    boolean throwsAgain(TestJob job) {
        int before = thrown.merge(job, 1, Integer::sum) - 1;
        return before < job.trouble().times();
    }

    /** A coordinator without memory begins: what was leased before means nothing. */
    void forget() {
        leases.clear();
        acknowledged.clear();
        arrived.clear();
        lost.clear();
        arrivalsSaving = arrivals;
        arrivalsSaved = arrivals;
    }

    /** @throws IllegalStateException if something is leased that was acknowledged */
    void granted(Grant grant, WorkerId worker) {
        Held held = new Held(grant, worker);
        if (leases.putIfAbsent(grant.lease(), held) != null || grant.purpose() == Purpose.AUDIT) {
            return;
        }
        if (acknowledged(grant).overlaps(grant.range())) {
            throw new IllegalStateException("leased again though acknowledged: " + grant);
        }
    }

    private IntervalSet acknowledged(Grant grant) {
        return acknowledged.computeIfAbsent(new StageKey(grant.job(), grant.stage()), key -> new IntervalSet());
    }

    /** A commit reaches the coordinator. */
    void arrived(Commit commit) {
        arrived.putIfAbsent(new CommitKey(commit.lease(), commit.range()), ++arrivals);
    }

    /** What has arrived so far is being saved. */
    void saving() {
        arrivalsSaving = arrivals;
    }

    /** What was being saved is saved. */
    void saved() {
        arrivalsSaved = arrivalsSaving;
    }

    /** @throws IllegalStateException if something is acknowledged that is not saved */
    void acknowledged(Acknowledge ack) {
        Held held = leases.get(ack.lease());
        if (held == null || ack.mark() <= held.mark) {
            return;
        }
        Range fresh = Range.of(held.mark, ack.mark());
        Long number = arrived.remove(new CommitKey(ack.lease(), fresh));
        if (number == null || number > arrivalsSaved) {
            throw new IllegalStateException("acknowledged but not saved: " + fresh + " of " + held.grant);
        }
        held.mark = ack.mark();
        acknowledged(held.grant).add(fresh);
    }

    /** The coordinator gives a worker up. */
    void lost(WorkerId worker) {
        for (Map.Entry<Long, Held> entry : leases.entrySet()) {
            Held held = entry.getValue();
            if (held.worker.equals(worker) && held.grant.purpose() == Purpose.SUSPECT && blamed.add(entry.getKey())) {
                lost.add(held);
            }
        }
    }

    /** How often a worker was given up that had been leased a part of {@code range} as suspect. */
    long deathsOver(JobId job, Range range) {
        return lost.stream()
                .filter(held ->
                        held.grant.job().equals(job) && held.grant.range().overlaps(range))
                .count();
    }
}
