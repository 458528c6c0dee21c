package io.rangefold.protocol;

import java.util.List;
import java.util.Optional;

/** What a slot says about one lease. Repeated until answered; each may be lost or late. */
public sealed interface SlotReport {

    long lease();

    /**
     * A range is computed. Frozen: sent again unchanged until acknowledged.
     *
     * @param lease its id
     * @param range contiguous with the last one, not empty
     * @param partial in the kind's codec
     * @param segment its output; empty if there is none
     * @param busyNanos time spent in the kernel
     * @param kernel the code path it took
     */
    record Commit(long lease, Range range, byte[] partial, Optional<SegmentRef> segment, long busyNanos, String kernel)
            implements SlotReport {
        /** Checks that there is something in it. */
        public Commit {
            if (range.isEmpty() || busyNanos < 0) {
                throw new IllegalArgumentException("not a commit: " + range);
            }
        }

        /** The same under another id. */
        public Commit renamed(long newLease) {
            return new Commit(newLease, range, partial, segment, busyNanos, kernel);
        }
    }

    /** The lease now ends at {@code end}; the slot computes nothing at or beyond it. */
    record Trimmed(long lease, long end) implements SlotReport {}

    /** A stride of a suspect range is about to begin; waits for {@link SlotCommand.AllowStride}. */
    record StrideAnnounced(long lease, Range stride) implements SlotReport {}

    /**
     * A stride failed; all before it is committed. Ends the lease.
     *
     * @param lease its id
     * @param stride what failed
     * @param failure how
     * @param index the index at fault, within the stride; its start where unknown
     * @param message for users
     */
    record StrideFailed(long lease, Range stride, Failure failure, long index, String message) implements SlotReport {
        /** The same under another id. */
        public StrideFailed renamed(long newLease) {
            return new StrideFailed(newLease, stride, failure, index, message);
        }
    }

    /** How a stride failed. */
    enum Failure {
        /** Fails the same way wherever it is computed. */
        DETERMINISTIC,
        /** An exception or error; another attempt may help. */
        EXCEPTION,
        /** Input data could not be fetched; another attempt may help. */
        INPUT,
        /** The kernel and the reference implementation disagree. */
        DEFECT
    }

    /** Every report there is; for registration and tests. */
    static List<Class<? extends SlotReport>> types() {
        return List.of(Commit.class, Trimmed.class, StrideAnnounced.class, StrideFailed.class);
    }
}
