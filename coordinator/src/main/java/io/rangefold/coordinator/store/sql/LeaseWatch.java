package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.JobStore;

/**
 * When the leader's row may be taken from another one. Fencing makes any moment safe; this one is neither early nor late when the
 * database's clock is put forward or back: who looks at the row again and again trusts what it sees more than the clock.
 */
final class LeaseWatch {
    private static final long LEASE_NANOS = JobStore.LEASE.toNanos();
    /** A leader renews far more often than this; a clock that jumps makes its lease look over nevertheless. */
    private static final long PATIENCE_NANOS = LEASE_NANOS / 2;

    private boolean seen;
    private long epoch;
    private long renewals;
    private long sinceNanos;

    /**
     * The leader's row as it is now.
     *
     * @param epoch the leader's
     * @param renewals its signs of life so far
     * @param free whether nobody leads, or the leader resigned, or was this very coordinator
     * @param expired whether its lease is over by the database's clock
     */
    record Sight(long epoch, long renewals, boolean free, boolean expired) {}

    /** Whether that leader is gone. */
    boolean isGone(Sight now, long nanoTime) {
        if (now.free()) {
            return true;
        }
        if (!seen) {
            remember(now, nanoTime);
            return now.expired();
        }
        if (now.epoch() != epoch || now.renewals() != renewals) {
            remember(now, nanoTime);
            return false;
        }
        long unchangedNanos = nanoTime - sinceNanos;
        return unchangedNanos >= LEASE_NANOS || now.expired() && unchangedNanos >= PATIENCE_NANOS;
    }

    private void remember(Sight now, long nanoTime) {
        seen = true;
        epoch = now.epoch();
        renewals = now.renewals();
        sinceNanos = nanoTime;
    }
}
