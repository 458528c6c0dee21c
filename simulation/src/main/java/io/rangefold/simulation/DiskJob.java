package io.rangefold.simulation;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.Change.StoredAudit;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.coordinator.store.JobLife;
import io.rangefold.coordinator.store.JobRecord;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.coordinator.store.StoredState.Segment;
import io.rangefold.coordinator.store.StoredState.Share;
import io.rangefold.coordinator.store.StoredState.StoredJob;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a {@link MemoryDisk} keeps of one job. Changes apply one by one; {@link #check} holds behind each whole group. */
final class DiskJob {
    private final JobHeader header;
    private final TestJob job;
    private final TreeMap<Integer, TreeMap<String, DiskShare>> shares = new TreeMap<>();
    private final TreeMap<Integer, TreeMap<Long, Segment>> segments = new TreeMap<>();
    private final List<StoredAudit> audits = new ArrayList<>();
    private final Set<WorkerId> settled = new HashSet<>();
    private final List<JobEvent> history = new ArrayList<>();
    private @Nullable JobStatus status;
    private boolean ended;
    private Optional<JobLife> life = Optional.empty();

    DiskJob(JobHeader header, TestJob job) {
        this.header = header;
        this.job = job;
    }

    JobHeader header() {
        return header;
    }

    JobStatus status() {
        return Objects.requireNonNull(status, "a job without a status");
    }

    boolean isEnded() {
        return ended;
    }

    List<JobEvent> history() {
        return history;
    }

    JobRecord record() {
        return new JobRecord(header, status());
    }

    /** What a new leader goes on with. */
    StoredJob stored() {
        List<Share> present = new ArrayList<>();
        sharesOf(status().stage()).forEach((owner, share) -> present.add(share.stored(owner)));
        return new StoredJob(record(), present, output(), List.copyOf(audits), Set.copyOf(settled));
    }

    /** All output, ascending within each stage. */
    List<Segment> output() {
        return segments.values().stream().flatMap(s -> s.values().stream()).toList();
    }

    /** What is covered of a stage, by whomever. */
    List<Range> covered(int stage) {
        return covered(stage, Set.of());
    }

    /** What is covered of a stage, by whomever but these. */
    List<Range> covered(int stage, Set<WorkerId> without) {
        return Ranges.joined(sharesOf(stage).entrySet().stream()
                .filter(share -> share.getKey().isEmpty() || !without.contains(new WorkerId(share.getKey())))
                .flatMap(share -> share.getValue().ranges().stream())
                .toList());
    }

    /** How many rows there are: intervals, partials, segments, audits, events. */
    Rows rows() {
        int intervals = 0;
        int partials = 0;
        for (Map<String, DiskShare> owners : shares.values()) {
            intervals += owners.values().stream().mapToInt(DiskShare::intervals).sum();
            partials += owners.values().stream().mapToInt(DiskShare::parts).sum();
        }
        return new Rows(intervals, partials, output().size(), audits.size(), history.size());
    }

    /** Numbers of rows. */
    record Rows(int intervals, int partials, int segments, int audits, int events) {}

    private TreeMap<String, DiskShare> sharesOf(int stage) {
        return shares.getOrDefault(stage, new TreeMap<>());
    }

    private DiskShare share(int stage, String owner) {
        return shares.computeIfAbsent(stage, s -> new TreeMap<>()).computeIfAbsent(owner, o -> new DiskShare());
    }

    // ---- changes ----

    void apply(Change change) {
        if (change instanceof Change.Happened happened) {
            history.add(happened.event());
            return;
        }
        if (change instanceof Change.Updated updated) {
            update(updated.status());
            return;
        }
        if (ended) {
            throw new IllegalStateException("changes though it has ended: " + change);
        }
        if (change instanceof Change.Covered c) {
            share(c.stage(), c.owner()).covered(c.low(), c.high());
        } else if (change instanceof Change.Merged m) {
            share(m.stage(), m.owner()).merged(m.whole(), m.partial());
        } else if (change instanceof Change.Disowned d) {
            sharesOf(d.stage()).remove(d.owner());
        } else if (change instanceof Change.StageBegun begun) {
            shares.headMap(begun.stage()).clear();
            audits.removeIf(audit -> audit.stage() < begun.stage());
        } else if (change instanceof Change.SegmentAdded s) {
            segments.computeIfAbsent(s.stage(), stage -> new TreeMap<>())
                    .put(s.range().low(), new Segment(s.stage(), s.range(), s.ref(), s.owner()));
        } else if (change instanceof Change.SegmentsDropped dropped) {
            segments.getOrDefault(dropped.stage(), new TreeMap<>())
                    .values()
                    .removeIf(segment -> dropped.range().contains(segment.range()));
        } else if (change instanceof Change.Remembered r) {
            remember(r.life());
        } else if (change instanceof Change.Settled s) {
            settled.add(s.owner());
        } else if (change instanceof Change.AuditDrawn drawn) {
            close(drawn.audit().stage(), drawn.audit().range());
            audits.add(drawn.audit());
        } else if (change instanceof Change.AuditClosed closed) {
            close(closed.stage(), closed.range());
        } else {
            throw new IllegalArgumentException("not a change of a job: " + change);
        }
    }

    private void remember(JobLife its) {
        if (life.isPresent()) {
            throw new IllegalStateException("is remembered twice");
        }
        life = Optional.of(its);
    }

    private void close(int stage, Range range) {
        audits.removeIf(audit -> audit.stage() == stage && audit.range().equals(range));
    }

    private void update(JobStatus next) {
        if (ended && !saysTheSame(status(), next)) {
            throw new IllegalStateException("has ended as " + status() + ", and becomes " + next);
        }
        status = next;
    }

    private static boolean saysTheSame(JobStatus a, JobStatus b) {
        return a.state() == b.state()
                && a.stage() == b.stage()
                && Arrays.equals(a.known(), b.known())
                && a.early() == b.early()
                && a.complete() == b.complete()
                && a.fault().equals(b.fault())
                && a.verification().equals(b.verification())
                && a.finishedAt().equals(b.finishedAt());
    }

    /** A group is written as a whole. */
    void groupEnds() {
        if (status().state().isTerminal()) {
            ended = true;
            audits.clear();
            shares.values().forEach(owners -> owners.values().forEach(DiskShare::forgetPartials));
        }
    }

    // ---- checks ----

    /** @throws IllegalStateException saying what does not fit together */
    void check() {
        long ends = history.stream()
                .filter(event -> event.type() == JobEvent.Type.FINISHED)
                .count();
        if (life.isPresent() != ended) {
            throw new IllegalStateException("is remembered though it has not ended, or is not though it has");
        }
        if (history.isEmpty() || history.get(0).type() != JobEvent.Type.SUBMITTED || ends != (ended ? 1 : 0)) {
            throw new IllegalStateException("has the history " + history);
        }
        int stage = status().stage();
        if (!shares.isEmpty() && (shares.firstKey() < stage || shares.lastKey() > stage)) {
            throw new IllegalStateException("rows of stages " + shares.keySet() + " during stage " + stage);
        }
        List<Range> covered = covered(stage);
        long items = job.itemsOf(stage);
        if (!Ranges.cover(List.of(Range.upTo(items)), hull(covered))) {
            throw new IllegalStateException("covers " + covered + " of " + items + " items");
        }
        if (status().totalItems() != items) {
            throw new IllegalStateException("has " + status().totalItems() + " items instead of " + items);
        }
        long done = status().doneItems();
        long size = Ranges.size(covered);
        if (!ended && (done < size || done > size && !job.isSearch())) {
            throw new IllegalStateException("says that " + done + " items are done, but covers " + size);
        }
        segments.values()
                .forEach(all ->
                        Ranges.joined(all.values().stream().map(Segment::range).toList()));
        if (!ended) {
            Bag.Type type = (Bag.Type) job.stageIn(Place.COORDINATOR, stage).partials();
            sharesOf(stage).forEach((owner, share) -> check(owner, share, type));
        }
    }

    private static void check(String owner, DiskShare share, Bag.Type type) {
        try {
            share.check(type);
        } catch (RuntimeException e) {
            throw new IllegalStateException("owner \"" + owner + "\" " + e.getMessage(), e);
        }
    }

    private static Range hull(List<Range> joined) {
        return joined.isEmpty()
                ? Range.of(0, 0)
                : Range.of(joined.get(0).low(), joined.get(joined.size() - 1).high());
    }
}
