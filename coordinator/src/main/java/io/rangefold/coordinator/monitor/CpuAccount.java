package io.rangefold.coordinator.monitor;

import io.rangefold.coordinator.service.JobView.Cpu;

/**
 * Where the time of slots went, of one job, in nanoseconds. What a slot has computed since its last commit is in none of them
 * yet. Of a job that was taken over by another coordinator, only {@link #usefulNanos} is from its beginning; the others begin
 * with the present coordinator.
 */
public final class CpuAccount {
    private long usefulNanos;
    private long lostNanos;
    private long idleNanos;
    private long verificationNanos;

    /** @param usefulNanos what an earlier coordinator has counted */
    public void restore(long usefulNanos) {
        this.usefulNanos = usefulNanos;
    }

    void useful(long nanos) {
        usefulNanos += nanos;
    }

    void lost(long nanos) {
        lostNanos += nanos;
    }

    void verified(long nanos) {
        verificationNanos += nanos;
    }

    /** Slots were idle while it ran. */
    public void idle(long nanos) {
        idleNanos += nanos;
    }

    /** What counted does not any more. */
    void takenBack(long nanos) {
        usefulNanos = Math.max(0, usefulNanos - nanos);
        lostNanos += nanos;
    }

    /** Kernel time of what counts in the result. */
    public long usefulNanos() {
        return usefulNanos;
    }

    /**
     * Slot time from the last commit of a lease, or from its grant, until it was noticed that the slot delivers no more, and
     * kernel time of what a quarantined worker had committed.
     */
    public long lostNanos() {
        return lostNanos;
    }

    /**
     * Slot time in which usable slots had nothing to do while this job ran, as far as its {@code --max-slots} would have let
     * it have them. An idle slot counts for every job that runs at the time.
     */
    public long idleNanos() {
        return idleNanos;
    }

    /** Kernel time of what was computed again, to be compared. */
    public long verificationNanos() {
        return verificationNanos;
    }

    /** All of it. */
    public Cpu seconds() {
        return new Cpu(usefulNanos / 1e9, lostNanos / 1e9, idleNanos / 1e9, verificationNanos / 1e9);
    }
}
