package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.WorkerId;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** The output of a job. That of a stage is kept until a later one writes some. */
final class JobOutput {
    private final JobId job;
    private final List<Change> changes;
    private final TreeMap<Long, StoredSegment> segments = new TreeMap<>();
    private int stage;

    /** @param changes where goes what a store must be told */
    JobOutput(JobId job, List<Change> changes) {
        this.job = job;
        this.changes = changes;
    }

    /** What counts, ascending. */
    Collection<StoredSegment> segments() {
        return segments.values();
    }

    void add(int ofStage, Range range, SegmentRef ref, WorkerId owner) {
        if (stage != ofStage) {
            drop();
            stage = ofStage;
        }
        segments.put(range.low(), new StoredSegment(range, ref));
        changes.add(new Change.SegmentAdded(job, stage, range, ref, owner.value()));
    }

    /** All of it counts no more. */
    void drop() {
        if (!segments.isEmpty()) {
            segments.clear();
            changes.add(new Change.SegmentsDropped(job, stage, Range.upTo(Long.MAX_VALUE)));
        }
    }

    /** What was written of these ranges of a stage counts no more. */
    void drop(int ofStage, List<Range> ranges) {
        if (stage != ofStage) {
            return;
        }
        for (Range range : ranges) {
            segments.subMap(range.low(), range.high()).clear();
            changes.add(new Change.SegmentsDropped(job, stage, range));
        }
    }

    /** Is told again what a store knows. */
    void restore(List<StoredState.Segment> stored) {
        for (StoredState.Segment segment : stored) {
            if (segment.stage() > stage) {
                segments.clear();
                stage = segment.stage();
            }
            if (segment.stage() == stage) {
                segments.put(segment.range().low(), new StoredSegment(segment.range(), segment.ref()));
            }
        }
    }
}
