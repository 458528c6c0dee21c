package io.rangefold.coordinator.store;

import io.rangefold.coordinator.store.Change.StoredAudit;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import java.util.Set;

/**
 * Everything that a new leader begins with.
 *
 * @param jobs those that have not ended, in the order of their numbers
 * @param quarantined workers that get no work
 * @param lastJobNumber the highest number that any job has; 0 if there is none
 */
public record StoredState(List<StoredJob> jobs, Set<WorkerId> quarantined, long lastJobNumber) {

    /** Nothing is known. */
    public static final StoredState EMPTY = new StoredState(List.of(), Set.of(), 0);

    /**
     * A job that goes on.
     *
     * @param record what it is, and where
     * @param shares what is committed of its present stage, by owner
     * @param segments its output, ascending, with the number of the stage that wrote it
     * @param audits commits of the present stage that wait to be computed again
     * @param settled owners of which something can't be taken back
     */
    public record StoredJob(
            JobRecord record,
            List<Share> shares,
            List<Segment> segments,
            List<StoredAudit> audits,
            Set<WorkerId> settled) {

        /** Of which everything can be taken back. */
        public StoredJob(JobRecord record, List<Share> shares, List<Segment> segments, List<StoredAudit> audits) {
            this(record, shares, segments, audits, Set.of());
        }
    }

    /**
     * What one owner has committed.
     *
     * @param owner id of its worker, or "" for owners that are forgotten
     * @param ranges ascending and disjoint
     * @param partials to be merged in any order
     */
    public record Share(String owner, List<Range> ranges, List<byte[]> partials) {}

    /** Output. */
    public record Segment(int stage, Range range, SegmentRef ref, String owner) {}
}
