package io.rangefold.coordinator.schedule;

import io.rangefold.protocol.Purpose;

/** Counts what a {@link Scheduler} does, over all jobs. Called while it handles an event: must take no time to speak of. */
public interface Meter {
    /** Counts nothing. */
    Meter NONE = new Meter() {};

    /** A slot was given a lease. */
    default void leased(Purpose purpose) {}

    /** So many ranges became pending again. */
    default void redispatched(Cause cause, int ranges) {}

    /** A lease was cut short to give an idle slot work. */
    default void stolen() {}

    /** A commit was accepted: so many items, which took a slot so long. */
    default void committed(long items, long busyNanos) {}

    /** A commit is durable, and may be acknowledged, so long after it came. */
    default void durable(long nanos) {}

    /** Something was computed again, only to be compared. */
    default void verified(long busyNanos) {}

    /** What a slot has probably computed in that time is lost. */
    default void lost(long nanos) {}
}
