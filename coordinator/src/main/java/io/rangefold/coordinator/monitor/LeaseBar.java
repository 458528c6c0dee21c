package io.rangefold.coordinator.monitor;

import io.rangefold.coordinator.service.Timeline.Outcome;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;

/** A lease in a {@link TimelineRecorder}, which alone changes it. Times are nanoseconds of the recorder's clock. */
public final class LeaseBar {
    final int lane;
    final long lease;
    final int stage;
    final Purpose purpose;
    final int attempt;
    final long startNanos;
    Range range;
    long committedTo;
    long committedNanos;
    long endNanos;
    long busyNanos;
    Outcome outcome = Outcome.RUNNING;
    long revision;

    LeaseBar(int lane, Granted granted, long nowNanos) {
        this.lane = lane;
        this.lease = granted.lease();
        this.stage = granted.stage();
        this.purpose = granted.purpose();
        this.attempt = granted.attempt();
        this.range = granted.range();
        this.startNanos = nowNanos;
        this.committedNanos = nowNanos;
        this.committedTo = range.low();
    }

    /**
     * What a slot was given.
     *
     * @param lease id
     * @param stage number, from 0
     * @param purpose why
     * @param attempt from 1
     * @param range the whole of it
     */
    public record Granted(long lease, int stage, Purpose purpose, int attempt, Range range) {}

    boolean isRunning() {
        return outcome == Outcome.RUNNING;
    }

    /** Whether what it commits counts as items of the job. */
    boolean counts() {
        return purpose != Purpose.AUDIT;
    }

    void end(Outcome how, long nowNanos) {
        outcome = how;
        endNanos = nowNanos;
    }
}
