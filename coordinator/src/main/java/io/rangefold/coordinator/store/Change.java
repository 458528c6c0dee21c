package io.rangefold.coordinator.store;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import java.util.OptionalLong;

/** One thing that becomes durable. What an owner is called in a store is its worker's id, or "" for owners that are forgotten. */
public sealed interface Change {

    /** Data that has to be there when this is written. */
    default List<BlobId> blobs() {
        return List.of();
    }

    /** A job is taken on. Its input data is stored with it. */
    record Submitted(JobHeader header) implements Change {
        @Override
        public List<BlobId> blobs() {
            return header.inputs();
        }
    }

    /** A job is somewhere else in its life. */
    record Updated(JobStatus status) implements Change {}

    /**
     * The interval of committed indices of one owner that begins at {@code low} ends at {@code high} now; empty if none begins
     * there any more. Intervals of a stage never overlap, whoever owns them, once a whole group is written.
     */
    record Covered(JobId job, int stage, String owner, long low, OptionalLong high) implements Change {}

    /**
     * A part of an owner's merged partial.
     *
     * @param whole whether it takes the place of all that was stored of that owner; if not, it is to be merged with that
     */
    record Merged(JobId job, int stage, String owner, boolean whole, byte[] partial) implements Change {}

    /** Nothing of that owner counts in the stage any more: its intervals and partials go. */
    record Disowned(JobId job, int stage, String owner) implements Change {}

    /** Intervals, partials and audits of all stages below {@code stage} go. */
    record StageBegun(JobId job, int stage) implements Change {}

    /** A commit's output, whose content is stored with it. */
    record SegmentAdded(JobId job, int stage, Range range, SegmentRef ref, String owner) implements Change {
        @Override
        public List<BlobId> blobs() {
            return List.of(ref.id());
        }
    }

    /** Output of the job within {@code range} of the stage does not count any more. */
    record SegmentsDropped(JobId job, int stage, Range range) implements Change {}

    /** A commit is to be computed again by others, or others have. */
    record AuditDrawn(JobId job, StoredAudit audit) implements Change {}

    /** That is done, or not needed any more. */
    record AuditClosed(JobId job, int stage, Range range) implements Change {}

    /** A worker process computes wrongly and gets no work any more. */
    record Quarantined(WorkerId worker, String reason) implements Change {}

    /** What is remembered of a job that ends. Comes once, with its end. */
    record Remembered(JobId job, JobLife life) implements Change {}

    /** A line of the history. */
    record Happened(JobEvent event) implements Change {}

    /** What that owner has committed so far can't be told apart any more: it can't be taken back. Said once of a job and owner. */
    record Settled(JobId job, WorkerId owner) implements Change {}

    /**
     * A commit that is to be computed again, and what was made of it so far. One that is drawn again takes the place of what
     * was stored of its range.
     *
     * @param stage number of the stage
     * @param range exactly what was committed
     * @param opinions the owner's, then those of others
     */
    record StoredAudit(int stage, Range range, List<Opinion> opinions) {
        /** Copies. */
        public StoredAudit {
            opinions = List.copyOf(opinions);
            if (opinions.isEmpty()) {
                throw new IllegalArgumentException("nobody has committed " + range);
            }
        }
    }

    /**
     * What a slot made of a range.
     *
     * @param by which
     * @param digest the hash of the partial result, and of the output if there is any
     */
    record Opinion(SlotKey by, String digest) {}
}
