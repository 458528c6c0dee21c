package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a job took so far. */
final class JobCounters {
    long items;
    long leases;
    long commits;
    long redispatched;
    long stolen;
    long busyNanos;
    String kernel = "";
    private final Set<SlotKey> slots = new HashSet<>();
    private final Set<WorkerId> workers = new HashSet<>();
    private int slotsBefore;
    private int workersForgotten;

    void committed(Commit commit, SlotKey by) {
        items = commit.range().addTo(items);
        commits++;
        busyNanos += commit.busyNanos();
        kernel = commit.kernel();
        slots.add(by);
        workers.add(by.worker());
    }

    /** Those ranges do not count any more. */
    void takenBack(List<Range> ranges) {
        for (Range range : ranges) {
            items -= range.size();
        }
    }

    /** Goes on from what was stored; of the workers, some are still known. */
    void restore(JobStatus.Counters stored, Collection<WorkerId> known) {
        items = stored.items();
        leases = stored.leases();
        commits = stored.commits();
        redispatched = stored.redispatched();
        stolen = stored.stolen();
        busyNanos = stored.busyNanos();
        kernel = stored.kernel();
        slotsBefore = stored.slots();
        workers.addAll(known);
        workersForgotten = Math.max(0, stored.workers() - workers.size());
    }

    /** At least so many slots have committed something: those of an earlier coordinator are not told apart from later ones. */
    int slots() {
        return Math.max(slotsBefore, slots.size());
    }

    int workers() {
        return workersForgotten + workers.size();
    }

    JobStatus.Counters stored(AuditBook audits) {
        return new JobStatus.Counters(
                items,
                leases,
                commits,
                redispatched,
                stolen,
                workers(),
                slots(),
                busyNanos,
                kernel,
                audits.auditedItems(),
                audits.audits(),
                audits.auditedElsewhere());
    }
}
