package io.rangefold.simulation;

import io.rangefold.coordinator.ledger.IntervalSet;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What passes between coordinators and slots, seen from outside: what was leased to whom, and what was acknowledged. */
final class Book {
    private final Map<JobId, TestJob> jobs = new HashMap<>();
    private final Map<String, TestJob> byName = new HashMap<>();
    private final Map<TestJob, Integer> thrown = new HashMap<>();
    private final Map<Long, Held> leases = new HashMap<>();
    private final Map<StageKey, Map<WorkerId, IntervalSet>> acknowledged = new HashMap<>();
    private final Set<WorkerId> quarantined = new HashSet<>();
    private final List<Held> lost = new ArrayList<>();
    private final Set<Long> blamed = new HashSet<>();
    private final boolean checksDisk;
    private long adoptions;
    private double computedItems;

    private record StageKey(JobId job, int stage) {}

    /** A lease, whatever its number: what was granted, to whom, and how much of it is acknowledged. */
    private static final class Held {
        private final Grant grant;
        private final WorkerId worker;
        private long mark;

        Held(Grant grant, WorkerId worker, long mark) {
            this.grant = grant;
            this.worker = worker;
            this.mark = mark;
        }
    }

    /** @param checksDisk whether what is told is looked up on the disk */
    Book(boolean checksDisk) {
        this.checksDisk = checksDisk;
    }

    void add(JobId id, TestJob job) {
        jobs.put(id, job);
        byName.put(job.name(), job);
    }

    TestJob job(JobId id) {
        return jobs.get(id);
    }

    /** @throws IllegalArgumentException if no job has that name */
    TestJob decode(String name) {
        TestJob job = byName.get(name);
        if (job == null) {
            throw new IllegalArgumentException("no job is called " + name);
        }
        return job;
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
        lost.clear();
    }

    /**
     * @param by who grants it; what one says that was followed by another does not matter
     * @throws IllegalStateException if something is leased that was acknowledged, or is durable
     */
    void granted(Grant grant, WorkerId worker, SimTerm by) {
        Held held = new Held(grant, worker, grant.range().low());
        boolean again = leases.putIfAbsent(grant.lease(), held) != null;
        if (!again && grant.purpose() != Purpose.AUDIT && by.isNewest()) {
            requireOpen(grant, grant.range(), by.disk());
        }
    }

    private void requireOpen(Grant grant, Range range, MemoryDisk disk) {
        boolean again = acknowledged(grant).values().stream().anyMatch(of -> of.overlaps(range));
        if (again) {
            throw new IllegalStateException("leased again though acknowledged: " + range + " of " + grant);
        }
        if (checksDisk && disk.overlaps(grant.job(), grant.stage(), range, quarantined)) {
            throw new IllegalStateException("leased again though durable: " + range + " of " + grant);
        }
    }

    private Map<WorkerId, IntervalSet> acknowledged(Grant grant) {
        return acknowledged.computeIfAbsent(new StageKey(grant.job(), grant.stage()), key -> new HashMap<>());
    }

    /** @throws IllegalStateException if something is acknowledged that is not durable */
    void acknowledged(Acknowledge ack, MemoryDisk disk) {
        Held held = leases.get(ack.lease());
        if (held != null) {
            acknowledged(held, ack.mark(), disk);
        }
    }

    private void acknowledged(Held held, long mark, MemoryDisk disk) {
        if (mark <= held.mark) {
            return;
        }
        Range fresh = Range.of(held.mark, mark);
        if (checksDisk && !disk.covers(held.grant.job(), held.grant.stage(), fresh)) {
            throw new IllegalStateException("acknowledged but not durable: " + fresh + " of " + held.grant);
        }
        held.mark = mark;
        IntervalSet known = acknowledged(held.grant).computeIfAbsent(held.worker, worker -> new IntervalSet());
        if (known.overlaps(fresh)) {
            Ranges.without(fresh, known.ranges()).forEach(known::add);
        } else {
            known.add(fresh);
        }
    }

    /**
     * Leases go on, some under other numbers.
     *
     * @param claims what the worker claims
     * @throws IllegalStateException if it is told something that is not durable, or given what is
     */
    void kept(Registered registered, List<Claim> claims, WorkerId worker, SimTerm by) {
        for (Kept kept : registered.keep()) {
            Held old = leases.get(kept.lease());
            if (old == null || !old.worker.equals(worker)) {
                throw new IllegalStateException("kept, but never granted to " + worker + ": " + kept);
            }
            acknowledged(old, kept.mark(), by.disk());
            if (kept.newLease() != kept.lease() && !leases.containsKey(kept.newLease())) {
                adopted(old, kept, claims, by);
            }
        }
    }

    private void adopted(Held old, Kept kept, List<Claim> claims, SimTerm by) {
        Claim claim = claims.stream()
                .filter(c -> c.lease() == kept.lease())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("adopted, but not claimed: " + kept));
        leases.put(kept.newLease(), old);
        adoptions++;
        if (by.isNewest()) {
            requireOpen(old.grant, Range.of(kept.mark(), claim.end()), by.disk());
        }
    }

    /** How many leases were adopted from earlier terms. */
    long adoptions() {
        return adoptions;
    }

    /** A slot has computed a stride. */
    void computed(Range stride) {
        computedItems += stride.size();
    }

    /** What was computed, audits and what was lost included. */
    double computedItems() {
        return computedItems;
    }

    /**
     * What a worker has computed does not count any more, though it was acknowledged.
     *
     * @throws IllegalStateException if it is honest
     */
    void quarantined(WorkerId worker, boolean isLiar) {
        if (!isLiar) {
            throw new IllegalStateException("quarantined, but honest: " + worker);
        }
        quarantined.add(worker);
        acknowledged.values().forEach(byWorker -> byWorker.remove(worker));
    }

    /** How many workers were quarantined. */
    int quarantined() {
        return quarantined.size();
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
