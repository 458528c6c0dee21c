package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.store.Change.StoredAudit;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** The commits of one job that were drawn to be computed again, and what came of it. */
final class AuditBook {
    /** The share of commits that is drawn by default: audits cost as much. */
    private static final double DEFAULT_SHARE = 0.01;

    private final double share;
    private final boolean everyWorker;
    private final List<Audit> waiting = new ArrayList<>();
    private final Map<Long, Audit> running = new HashMap<>();
    private final Set<WorkerId> drawnFrom = new HashSet<>();
    private long auditedItems;
    private long audits;
    private long elsewhere;

    /**
     * A commit that is to be computed again.
     *
     * @param range exactly what was committed
     * @param partial what the owner made of it
     * @param segment the owner's output
     * @param owner who is audited
     * @param failures how often computing it again failed
     */
    record Audit(Range range, byte[] partial, Optional<SegmentRef> segment, SlotKey owner, int failures) {
        Audit failedOnceMore() {
            return new Audit(range, partial, segment, owner, failures + 1);
        }

        StoredAudit stored(int stage) {
            return new StoredAudit(stage, range, owner, partial, segment);
        }

        boolean agreesWith(Commit commit) {
            return Arrays.equals(partial, commit.partial()) && segment.equals(commit.segment());
        }
    }

    /** @param proven whether the job has a proof, so that it is audited on request only */
    AuditBook(VerifyMode mode, boolean proven) {
        if (mode instanceof VerifyMode.Audit audit) {
            share = audit.percent() / 100;
            everyWorker = true;
        } else {
            boolean audited = mode instanceof VerifyMode.Check && !proven;
            share = audited ? DEFAULT_SHARE : 0;
            everyWorker = audited;
        }
    }

    /** Perhaps draws a commit: the first of each worker, and a random share of all. */
    Optional<Audit> offer(Commit commit, SlotKey owner, RandomGenerator random) {
        boolean first = everyWorker && drawnFrom.add(owner.worker());
        if (!first && (share == 0 || random.nextDouble() >= share)) {
            return Optional.empty();
        }
        Audit audit = new Audit(commit.range(), commit.partial(), commit.segment(), owner, 0);
        waiting.add(audit);
        return Optional.of(audit);
    }

    /**
     * Goes on from what was stored.
     *
     * @param open what was drawn, and not computed again
     * @param counters what was
     * @param workers those that have committed something
     */
    void restore(List<StoredAudit> open, JobStatus.Counters counters, Collection<WorkerId> workers) {
        for (StoredAudit audit : open) {
            waiting.add(new Audit(audit.range(), audit.partial(), audit.segment(), audit.owner(), 0));
            drawnFrom.add(audit.owner().worker());
        }
        drawnFrom.addAll(workers);
        auditedItems = counters.auditedItems();
        audits = counters.audits();
        elsewhere = counters.auditedElsewhere();
    }

    List<Audit> waiting() {
        return waiting;
    }

    void started(long lease, Audit audit) {
        boolean was = waiting.remove(audit);
        assert was : "an audit begins that does not wait";
        running.put(lease, audit);
    }

    /** The lease ended without an answer. */
    void putBack(long lease) {
        waiting.add(running.remove(lease));
    }

    /** Computing it again failed. */
    Audit failed(long lease) {
        Audit again = running.remove(lease).failedOnceMore();
        waiting.add(again);
        return again;
    }

    /** It was computed again, by {@code auditor}. */
    Audit finished(long lease, SlotKey auditor) {
        Audit audit = running.remove(lease);
        auditedItems = audit.range().addTo(auditedItems);
        audits++;
        if (!auditor.equals(audit.owner())) {
            elsewhere++;
        }
        return audit;
    }

    /** Forgets what is open. */
    void clear() {
        waiting.clear();
        running.clear();
    }

    int open() {
        return waiting.size() + running.size();
    }

    /** Ranges that are to be computed again, or are being. */
    List<Range> openRanges() {
        List<Range> all = new ArrayList<>();
        waiting.forEach(audit -> all.add(audit.range()));
        running.values().forEach(audit -> all.add(audit.range()));
        return all;
    }

    boolean isDone() {
        return open() == 0;
    }

    long auditedItems() {
        return auditedItems;
    }

    long audits() {
        return audits;
    }

    long auditedElsewhere() {
        return elsewhere;
    }

    /** What was computed again, and whether by others than the owners, for people. */
    String describe() {
        if (audits == 0) {
            return "there was nothing to compute again";
        }
        String ranges = audits == 1 ? "1 range was computed again" : audits + " ranges were computed again";
        if (elsewhere == audits) {
            return ranges + " by another slot and agreed";
        }
        if (elsewhere == 0) {
            return ranges + " by the same slot, there being no other, and agreed";
        }
        return ranges + ", " + elsewhere + " of them by another slot, and agreed";
    }
}
