package io.rangefold.coordinator.service;

import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.util.List;
import java.util.Optional;

/**
 * Where the indices of a job's present stage, or of its last one, are at one moment.
 *
 * @param job whose
 * @param stage number of the stage, from 0
 * @param items size of the stage
 * @param part what is shown of {@code [0, items)}
 * @param pieces tile {@code part}, ascending; at most {@value #MAX_PIECES}
 * @param exact whether the pieces are what they are; if not, neighbours too narrow to be drawn were put together
 * @param marks what happened to ranges within {@code part}, oldest first; at most {@value #MAX_MARKS}
 */
public record RangeMap(
        JobId job, int stage, long items, Range part, List<Piece> pieces, boolean exact, List<Mark> marks) {
    public static final int MAX_PIECES = 2000;
    public static final int MAX_MARKS = 1000;

    /** Copies. */
    public RangeMap {
        pieces = List.copyOf(pieces);
        marks = List.copyOf(marks);
    }

    /** Where a range can be. */
    public enum State {
        COMMITTED,
        LEASED,
        PENDING,
        /** Nothing there can change the answer. */
        SKIPPED,
        /** Fails for good; only a search goes on without it. */
        SET_ASIDE,
        /** Perhaps held by a worker that has not registered again since the coordinator changed. */
        UNCLAIMED
    }

    /**
     * Neighbours of one state and owner.
     *
     * @param range not empty
     * @param state where it is
     * @param holder who committed it, or has leased it; empty if nobody has, or it is forgotten
     */
    public record Piece(Range range, State state, Optional<Holder> holder) {}

    /**
     * Who has a range.
     *
     * @param worker id
     * @param slot from 0; -1 for what several slots of the worker have committed
     * @param lease id; 0 for what is committed
     * @param purpose {@code "work"} or {@code "suspect"}
     * @param attempt from 1
     * @param itemsPerSecond of the slot; 0 while unknown, and for what is committed
     */
    public record Holder(String worker, int slot, long lease, String purpose, int attempt, double itemsPerSecond) {}

    /** What can have happened to a range. */
    public enum MarkType {
        /** It was computed again, and agreed. */
        AUDITED,
        /** It was taken from a slot that did not deliver it. */
        REDISPATCHED
    }

    /** Something that happened to a range. */
    public record Mark(Range range, MarkType type) {}
}
