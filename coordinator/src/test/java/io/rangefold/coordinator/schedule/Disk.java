package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.IntervalSet;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.Change.StoredAudit;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.coordinator.store.JobRecord;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.coordinator.store.StoredState.Segment;
import io.rangefold.coordinator.store.StoredState.Share;
import io.rangefold.coordinator.store.StoredState.StoredJob;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Keeps what groups say, and gives it back to the next coordinator. */
final class Disk {
    private final Map<JobId, Entry> jobs = new LinkedHashMap<>();
    private final Set<WorkerId> quarantined = new HashSet<>();
    final List<JobEvent> events = new ArrayList<>();

    /** A job. */
    private static final class Entry {
        private final JobHeader header;
        private Optional<JobStatus> status = Optional.empty();
        private final Map<String, TreeMap<Long, Long>> ranges = new TreeMap<>();
        private final Map<String, List<byte[]>> partials = new TreeMap<>();
        private final List<Segment> segments = new ArrayList<>();
        private final List<StoredAudit> audits = new ArrayList<>();
        private final Set<WorkerId> settled = new HashSet<>();

        private Entry(JobHeader header) {
            this.header = header;
        }

        private StoredJob stored() {
            List<Share> shares = new ArrayList<>();
            Set<String> owners = new HashSet<>(ranges.keySet());
            owners.addAll(partials.keySet());
            for (String owner : owners) {
                shares.add(new Share(owner, ranges(owner), List.copyOf(partials.getOrDefault(owner, List.of()))));
            }
            return new StoredJob(
                    new JobRecord(header, status.orElseThrow()),
                    shares,
                    List.copyOf(segments),
                    List.copyOf(audits),
                    Set.copyOf(settled));
        }

        private List<Range> ranges(String owner) {
            List<Range> all = new ArrayList<>();
            ranges.getOrDefault(owner, new TreeMap<>()).forEach((low, high) -> all.add(Range.of(low, high)));
            return all;
        }

        /** No index was committed by two. */
        private void check() {
            IntervalSet all = new IntervalSet();
            ranges.keySet().forEach(owner -> ranges(owner).forEach(all::add));
        }
    }

    void apply(SaveGroup group) {
        group.changes().forEach(this::apply);
        jobs.values().forEach(Entry::check);
    }

    private void apply(Change change) {
        if (change instanceof Change.Submitted c) {
            jobs.put(c.header().id(), new Entry(c.header()));
        } else if (change instanceof Change.Updated c) {
            jobs.get(c.status().id()).status = Optional.of(c.status());
        } else if (change instanceof Change.Covered c) {
            TreeMap<Long, Long> of = jobs.get(c.job()).ranges.computeIfAbsent(c.owner(), owner -> new TreeMap<>());
            c.high().ifPresentOrElse(high -> of.put(c.low(), high), () -> of.remove(c.low()));
        } else if (change instanceof Change.Merged c) {
            List<byte[]> of = jobs.get(c.job()).partials.computeIfAbsent(c.owner(), owner -> new ArrayList<>());
            if (c.whole()) {
                of.clear();
            }
            of.add(c.partial());
        } else if (change instanceof Change.Disowned c) {
            jobs.get(c.job()).ranges.remove(c.owner());
            jobs.get(c.job()).partials.remove(c.owner());
        } else if (change instanceof Change.StageBegun c) {
            jobs.get(c.job()).ranges.clear();
            jobs.get(c.job()).partials.clear();
            jobs.get(c.job()).audits.clear();
        } else if (change instanceof Change.SegmentAdded c) {
            jobs.get(c.job()).segments.add(new Segment(c.stage(), c.range(), c.ref(), c.owner()));
        } else if (change instanceof Change.SegmentsDropped c) {
            jobs.get(c.job())
                    .segments
                    .removeIf(s -> s.stage() == c.stage() && c.range().contains(s.range()));
        } else if (change instanceof Change.AuditDrawn c) {
            jobs.get(c.job()).audits.removeIf(a -> a.range().equals(c.audit().range()));
            jobs.get(c.job()).audits.add(c.audit());
        } else if (change instanceof Change.Settled c) {
            jobs.get(c.job()).settled.add(c.owner());
        } else if (change instanceof Change.AuditClosed c) {
            jobs.get(c.job()).audits.removeIf(a -> a.range().equals(c.range()));
        } else if (change instanceof Change.Quarantined c) {
            quarantined.add(c.worker());
        } else if (change instanceof Change.Happened c) {
            events.add(c.event());
        }
    }

    /** What a new leader begins with. */
    StoredState load() {
        List<StoredJob> going = jobs.values().stream()
                .filter(job -> !job.status.orElseThrow().state().isTerminal())
                .map(Entry::stored)
                .toList();
        long last = jobs.values().stream()
                .mapToLong(job -> job.header.number())
                .max()
                .orElse(0);
        return new StoredState(going, Set.copyOf(quarantined), last);
    }

    StoredJob job(JobId id) {
        return jobs.get(id).stored();
    }

    JobStatus status(JobId id) {
        return jobs.get(id).status.orElseThrow();
    }

    boolean knows(JobId id) {
        return jobs.containsKey(id);
    }

    List<JobEvent.Type> history(JobId id) {
        return events.stream()
                .filter(event -> event.job().equals(Optional.of(id)))
                .map(JobEvent::type)
                .toList();
    }
}
