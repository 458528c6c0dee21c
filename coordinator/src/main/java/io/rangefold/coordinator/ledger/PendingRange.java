package io.rangefold.coordinator.ledger;

import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import java.util.Optional;

/**
 * A range that waits for a slot.
 *
 * @param range not empty
 * @param urgency what goes first
 * @param failures how often it failed
 * @param deaths how many workers died while they had announced it, or a range that it is a part of
 * @param notBeforeNanos it is not leased earlier than that
 * @param avoid the slot that it failed on; another is preferred
 */
public record PendingRange(
        Range range, Urgency urgency, int failures, int deaths, long notBeforeNanos, Optional<SlotKey> avoid) {

    /** What goes first, in this order. */
    public enum Urgency {
        /** A worker died over it. */
        SUSPECT,
        /** It failed, and is tried again. */
        RETRY,
        /** It was taken from a slot that did not deliver. */
        LOST,
        /** It was not begun. */
        FRESH
    }

    /** Checks that it is not empty. */
    public PendingRange {
        if (range.isEmpty()) {
            throw new IllegalArgumentException("nothing is pending in " + range);
        }
    }

    /** Not begun. */
    public static PendingRange fresh(Range range) {
        return new PendingRange(range, Urgency.FRESH, 0, 0, Long.MIN_VALUE, Optional.empty());
    }

    /** Taken from a slot that did not deliver. */
    public static PendingRange lost(Range range) {
        return new PendingRange(range, Urgency.LOST, 0, 0, Long.MIN_VALUE, Optional.empty());
    }

    /** A worker died over it; {@code deaths} of them within an announced stride. */
    public static PendingRange suspect(Range range, int failures, int deaths) {
        return new PendingRange(range, Urgency.SUSPECT, failures, deaths, Long.MIN_VALUE, Optional.empty());
    }

    /** Failed on {@code slot}, to be tried again at {@code notBeforeNanos}. */
    public static PendingRange retry(Range range, int failures, long notBeforeNanos, SlotKey slot) {
        return new PendingRange(range, Urgency.RETRY, failures, 0, notBeforeNanos, Optional.of(slot));
    }

    /** What the holder of a lease did not deliver; {@code plain} if nothing is known against it. */
    public static PendingRange again(Lease lease, Range rest, Urgency plain) {
        if (lease.purpose() == Purpose.SUSPECT) {
            return suspect(rest, lease.failures(), lease.deaths());
        }
        if (lease.failures() > 0) {
            return retry(rest, lease.failures(), Long.MIN_VALUE, lease.slot());
        }
        return plain == Urgency.LOST ? lost(rest) : fresh(rest);
    }

    /** Whether it may be split and joined with its neighbours freely. */
    public boolean isPlain() {
        return urgency == Urgency.FRESH || urgency == Urgency.LOST;
    }

    PendingRange within(Range part) {
        return new PendingRange(part, urgency, failures, deaths, notBeforeNanos, avoid);
    }
}
