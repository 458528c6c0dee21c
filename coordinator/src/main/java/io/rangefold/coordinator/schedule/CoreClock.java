package io.rangefold.coordinator.schedule;

import java.time.Duration;
import java.time.Instant;

/**
 * Nanoseconds that pass while the scheduler is there to see it. When its process was stopped for a while, its clock was too:
 * no lease expires before the mail that waits has been read.
 */
final class CoreClock {
    private final Instant began;
    private final long longestStepNanos;
    private long nowNanos;
    private final long beganNanos;
    private long lastSeenNanos;

    CoreClock(long tickNanos, long nanoTime, Instant wallTime) {
        this.began = wallTime;
        this.longestStepNanos = 2 * tickNanos;
        this.beganNanos = nanoTime;
        this.lastSeenNanos = nanoTime;
    }

    long advance(long nanoTime) {
        nowNanos += Math.min(Math.max(0, nanoTime - lastSeenNanos), longestStepNanos);
        lastSeenNanos = nanoTime;
        return nowNanos;
    }

    long now() {
        return nowNanos;
    }

    /** The wall-clock time of the last event, as if the wall clock had not been set since the beginning. */
    Instant wallTime() {
        return began.plusNanos(realNanos());
    }

    /** Nanoseconds of real time from the beginning to a wall-clock time; below zero if it was before. */
    long realNanosAt(Instant time) {
        return Duration.between(began, time).toNanos();
    }

    /** Nanoseconds of real time from the beginning to the last event. */
    long realNanos() {
        return lastSeenNanos - beganNanos;
    }
}
