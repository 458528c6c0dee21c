package io.rangefold.protocol;

import java.util.List;

/** What a coordinator says to one slot about one lease. Each may be lost, late or repeated. */
public sealed interface SlotCommand {

    /** The lease it is about; ids grow, so that a slot knows an old one. */
    long lease();

    /**
     * Compute a range.
     *
     * @param lease its id
     * @param job whose
     * @param kind name of the job kind
     * @param spec the job, in the kind's codec
     * @param stage number of the stage
     * @param previous merged partial of the stage before
     * @param range what to compute, not empty
     * @param purpose why
     * @param attempt 1 for the first
     */
    record Grant(
            long lease,
            JobId job,
            String kind,
            byte[] spec,
            int stage,
            byte[] previous,
            Range range,
            Purpose purpose,
            int attempt)
            implements SlotCommand {
        /** Checks that there is something to do. */
        public Grant {
            if (range.isEmpty() || stage < 0 || attempt < 1) {
                throw new IllegalArgumentException("not a grant: " + range + ", stage " + stage);
            }
        }

        /** The same under another id. */
        public Grant renamed(long newLease) {
            return new Grant(newLease, job, kind, spec, stage, previous, range, purpose, attempt);
        }
    }

    /**
     * Stop at {@code end}, or as soon behind it as the stride that runs allows, and say where: {@link SlotReport.Trimmed}.
     */
    record Trim(long lease, long end) implements SlotCommand {}

    /** The lease is not yours (any more): drop it, and what was computed of it. */
    record Revoke(long lease) implements SlotCommand {}

    /**
     * What lies below {@code mark} is safe.
     *
     * @param lease its id
     * @param mark end of the committed part, exclusive
     * @param closed whether the lease has ended, with nothing left to do for the slot
     */
    record Acknowledge(long lease, long mark, boolean closed) implements SlotCommand {}

    /** The announced stride is noted: begin. */
    record AllowStride(long lease, Range stride) implements SlotCommand {}

    /** Every command there is; for registration and tests. */
    static List<Class<? extends SlotCommand>> types() {
        return List.of(Grant.class, Trim.class, Revoke.class, Acknowledge.class, AllowStride.class);
    }
}
