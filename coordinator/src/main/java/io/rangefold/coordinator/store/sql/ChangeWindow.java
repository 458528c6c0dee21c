package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.Change.AuditClosed;
import io.rangefold.coordinator.store.Change.AuditDrawn;
import io.rangefold.coordinator.store.Change.Covered;
import io.rangefold.coordinator.store.Change.Merged;
import io.rangefold.coordinator.store.Change.Quarantined;
import io.rangefold.coordinator.store.Change.SegmentAdded;
import io.rangefold.coordinator.store.Change.Settled;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.coordinator.store.StoredState.Segment;
import io.rangefold.coordinator.store.sql.StageRows.Interval;
import io.rangefold.coordinator.store.sql.StageRows.Output;
import io.rangefold.coordinator.store.sql.StageRows.Owner;
import io.rangefold.coordinator.store.sql.StageRows.Part;
import io.rangefold.coordinator.store.sql.StageRows.Waiting;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Changes of which only the last one of each thing counts, so that it is one row in one batch: what is added here may be written
 * kind by kind, whatever its order was.
 */
final class ChangeWindow {
    private final List<JobHeader> submitted = new ArrayList<>();
    private final Map<JobId, JobStatus> updated = new LinkedHashMap<>();
    private final Map<Start, OptionalLong> covered = new LinkedHashMap<>();
    private final Map<Owner, Merges> merged = new LinkedHashMap<>();
    private final Map<Place, Output> outputs = new LinkedHashMap<>();
    private final Map<Place, Optional<Waiting>> audits = new LinkedHashMap<>();
    private final Set<Settled> settled = new LinkedHashSet<>();
    private final List<Quarantined> quarantined = new ArrayList<>();
    private final List<Change.Remembered> lives = new ArrayList<>();
    private final List<JobEvent> events = new ArrayList<>();

    /** Where an owner's interval begins. */
    record Start(Owner owner, long low) {
        Row row() {
            return new Row()
                    .with("job", owner.job())
                    .with("stage", owner.stage())
                    .with("owner", owner.name())
                    .with("low", low);
        }
    }

    /** A range of a stage. */
    record Place(String job, int stage, Range range) {
        Row row() {
            return new Row()
                    .with("job", job)
                    .with("stage", stage)
                    .with("low", range.low())
                    .with("high", range.high());
        }
    }

    /** What an owner's stored parts become. */
    private static final class Merges {
        private boolean whole;
        private final List<byte[]> parts = new ArrayList<>();

        void add(Merged change) {
            if (change.whole()) {
                whole = true;
                parts.clear();
            }
            parts.add(change.partial());
        }
    }

    /** Takes a change in; false if it is of a kind that has to be made at once, after what is here. */
    boolean take(Change change) {
        if (change instanceof Covered it) {
            covered.put(new Start(owner(it.job(), it.stage(), it.owner()), it.low()), it.high());
        } else if (change instanceof Merged it) {
            merged.computeIfAbsent(owner(it.job(), it.stage(), it.owner()), owner -> new Merges())
                    .add(it);
        } else if (change instanceof Change.Updated it) {
            updated.put(it.status().id(), it.status());
        } else if (change instanceof Change.Happened it) {
            events.add(it.event());
        } else if (change instanceof SegmentAdded it) {
            Segment segment = new Segment(it.stage(), it.range(), it.ref(), it.owner());
            outputs.put(
                    new Place(it.job().value(), it.stage(), it.range()),
                    new Output(it.job().value(), segment));
        } else if (change instanceof AuditDrawn it) {
            Place place =
                    new Place(it.job().value(), it.audit().stage(), it.audit().range());
            audits.put(place, Optional.of(new Waiting(it.job().value(), it.audit())));
        } else if (change instanceof AuditClosed it) {
            audits.put(new Place(it.job().value(), it.stage(), it.range()), Optional.empty());
        } else if (change instanceof Change.Submitted it) {
            submitted.add(it.header());
        } else if (change instanceof Settled it) {
            settled.add(it);
        } else if (change instanceof Change.Remembered it) {
            lives.add(it);
        } else if (change instanceof Quarantined it) {
            quarantined.add(it);
        } else {
            return false;
        }
        return true;
    }

    private static Owner owner(JobId job, int stage, String name) {
        return new Owner(job.value(), stage, name);
    }

    List<JobHeader> submitted() {
        return submitted;
    }

    List<Row> statuses() {
        return updated.values().stream().map(StatusRows::row).toList();
    }

    List<Row> intervals() {
        return covered.entrySet().stream()
                .filter(each -> each.getValue().isPresent())
                .map(each ->
                        StageRows.row(interval(each.getKey(), each.getValue().getAsLong())))
                .toList();
    }

    private static Interval interval(Start start, long high) {
        return new Interval(start.owner(), Range.of(start.low(), high));
    }

    List<Row> endedIntervals() {
        return covered.entrySet().stream()
                .filter(each -> each.getValue().isEmpty())
                .map(each -> each.getKey().row())
                .toList();
    }

    /** Owners whose stored parts go. */
    List<Row> replacedOwners() {
        return merged.entrySet().stream()
                .filter(each -> each.getValue().whole)
                .map(each -> each.getKey().row())
                .toList();
    }

    List<Row> parts() {
        return merged.entrySet().stream()
                .flatMap(each ->
                        each.getValue().parts.stream().map(part -> StageRows.row(new Part(each.getKey(), part))))
                .toList();
    }

    List<Row> outputs() {
        return outputs.values().stream().map(StageRows::row).toList();
    }

    List<Row> audits() {
        return audits.values().stream()
                .flatMap(Optional::stream)
                .map(StageRows::row)
                .toList();
    }

    List<Row> closedAudits() {
        return audits.entrySet().stream()
                .filter(each -> each.getValue().isEmpty())
                .map(each -> each.getKey().row())
                .toList();
    }

    List<Row> settled() {
        return settled.stream()
                .map(it -> new Row()
                        .with("job", it.job().value())
                        .with("worker", it.owner().value()))
                .toList();
    }

    List<Quarantined> quarantined() {
        return quarantined;
    }

    List<Row> lives() {
        return lives.stream().map(it -> LifeRows.row(it.job(), it.life())).toList();
    }

    List<JobEvent> events() {
        return events;
    }
}
