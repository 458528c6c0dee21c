package io.rangefold.coordinator.ledger;

import io.rangefold.coordinator.store.Change;
import io.rangefold.job.PartialType;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one owner has committed of a stage, and how much of that a store has been told.
 *
 * @param <P> the type of a partial result
 */
final class Share<P> {
    /** A partial that is larger than this is stored in parts: what was merged since the last group. */
    static final int LARGEST_WHOLE_BYTES = 64 * 1024;

    private final String owner;
    private final PartialType<P> type;
    private final IntervalSet ranges = IntervalSet.recording();
    private P merged;
    private @Nullable P fresh;
    private @Nullable P unstored;
    private long freshBytes;
    private boolean told;
    private long wholeBytes;
    private long partBytes;

    Share(String owner, PartialType<P> type) {
        this.owner = owner;
        this.type = type;
        this.merged = type.identity();
    }

    String owner() {
        return owner;
    }

    IntervalSet ranges() {
        return ranges;
    }

    void commit(Range range, P partial, long bytes) {
        ranges.add(range);
        fresh = fresh == null ? partial : type.merge(fresh, partial);
        freshBytes += bytes;
    }

    /** What was committed since this was asked last, merged; null if that is nothing. It counts in {@link #merged} now. */
    @Nullable
    P takeFresh() {
        P taken = fresh;
        if (taken != null) {
            merged = type.merge(merged, taken);
            unstored = unstored == null ? taken : type.merge(unstored, taken);
            fresh = null;
        }
        return taken;
    }

    /** Everything that the owner committed, up to the last {@link #takeFresh}. */
    P merged() {
        return merged;
    }

    /** Takes over what another owner has. */
    void absorb(Share<P> other) {
        other.ranges.ranges().forEach(ranges::add);
        merged = type.merge(merged, other.merged);
        unstored = unstored == null ? other.merged : type.merge(unstored, other.merged);
        freshBytes += other.bytes();
    }

    /** Is told again what a store knows. */
    void restore(List<Range> known, List<byte[]> partials) {
        known.forEach(ranges::add);
        for (byte[] partial : partials) {
            merged = type.merge(merged, type.decode(partial));
            partBytes += partial.length;
            wholeBytes = Math.max(wholeBytes, partial.length);
        }
        partBytes -= wholeBytes;
        told = true;
        ranges.takeEdits();
    }

    /** Whether a store has been told of it. */
    boolean isTold() {
        return told;
    }

    /** About how large its partial is, encoded; rather more. */
    long bytes() {
        return wholeBytes + partBytes + freshBytes;
    }

    void coverageChanges(JobId job, int stage, List<Change> to) {
        for (IntervalSet.Edit edit : ranges.takeEdits()) {
            to.add(new Change.Covered(job, stage, owner, edit.low(), edit.high()));
            told = true;
        }
    }

    /**
     * A small partial is stored anew. Of a large one only what is new is, until that comes to as much as the whole: so what
     * is written stays in proportion to what was merged.
     */
    void partialChange(JobId job, int stage, List<Change> to) {
        if (unstored == null) {
            return;
        }
        boolean whole = wholeBytes <= LARGEST_WHOLE_BYTES;
        if (!whole) {
            byte[] part = type.encode(unstored);
            whole = partBytes + part.length > wholeBytes;
            if (!whole) {
                partBytes += part.length;
                to.add(new Change.Merged(job, stage, owner, false, part));
            }
        }
        if (whole) {
            byte[] all = type.encode(merged);
            wholeBytes = all.length;
            partBytes = 0;
            to.add(new Change.Merged(job, stage, owner, true, all));
        }
        unstored = null;
        freshBytes = 0;
        told = true;
    }
}
