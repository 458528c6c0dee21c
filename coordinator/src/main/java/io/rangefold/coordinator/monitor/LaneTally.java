package io.rangefold.coordinator.monitor;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.service.Timeline.Lane;

/** What one slot did for a job. */
final class LaneTally {
    private final SlotKey slot;
    private final String name;
    private long commits;
    private long items;
    private long busyNanos;
    private long lostNanos;
    private long verificationNanos;
    private long stageItems;
    private long stageBusyNanos;

    /** @param name of the worker, for people */
    LaneTally(SlotKey slot, String name) {
        this.slot = slot;
        this.name = name;
    }

    SlotKey slot() {
        return slot;
    }

    void committed(long count, long nanos) {
        commits++;
        items += count;
        stageItems += count;
        busyNanos += nanos;
        stageBusyNanos += nanos;
    }

    void verified(long nanos) {
        verificationNanos += nanos;
    }

    void lost(long nanos) {
        lostNanos += nanos;
    }

    /** What it committed before can't be taken back any more. */
    void stageBegun() {
        stageItems = 0;
        stageBusyNanos = 0;
    }

    /**
     * What it committed in this stage does not count.
     *
     * @return the time that it took, nanoseconds
     */
    long takenBack() {
        long nanos = stageBusyNanos;
        items -= stageItems;
        busyNanos -= nanos;
        lostNanos += nanos;
        stageBegun();
        return nanos;
    }

    Lane lane() {
        return new Lane(
                slot.worker().value(),
                name,
                slot.slot(),
                commits,
                items,
                busyNanos / 1e9,
                lostNanos / 1e9,
                verificationNanos / 1e9);
    }
}
