package io.rangefold.coordinator.service;

import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What each slot did for a job, and when. Seconds count from {@link #origin}.
 *
 * @param job whose
 * @param revision grows with each change; bars and samples have the revision of their last change
 * @param origin when the job started, or was taken over by the coordinator that recorded this
 * @param seconds from the origin to the job's end, or to now
 * @param ended whether nothing of it changes any more
 * @param complete whether it has all of the job's life: false if another coordinator began the job, or bars were dropped
 * @param lanes one for each slot that had a lease; the index of a lane never changes
 * @param bars leases, in the order in which they began; at most {@value #MAX_BARS}, of which the oldest are dropped
 * @param samples how far the job was, at even distances
 * @param marks what happened to workers and to the job as a whole
 * @param speeds how fast strides were
 */
public record Timeline(
        JobId job,
        long revision,
        Instant origin,
        double seconds,
        boolean ended,
        boolean complete,
        List<Lane> lanes,
        List<Bar> bars,
        List<Sample> samples,
        List<Mark> marks,
        List<SpeedQuantile> speeds) {
    public static final int MAX_BARS = 20_000;

    /** Copies. */
    public Timeline {
        lanes = List.copyOf(lanes);
        bars = List.copyOf(bars);
        samples = List.copyOf(samples);
        marks = List.copyOf(marks);
        speeds = List.copyOf(speeds);
    }

    /** With the last of its bars only. */
    public Timeline withBars(List<Bar> last) {
        return new Timeline(job, revision, origin, seconds, ended, false, lanes, last, samples, marks, speeds);
    }

    /**
     * A slot.
     *
     * @param worker id
     * @param name of the worker
     * @param slot from 0
     * @param commits commits accepted
     * @param items items committed
     * @param busySeconds time in kernels for what it committed
     * @param lostSeconds time in which what it computed was lost, as far as is known
     * @param verificationSeconds time spent on audits
     */
    public record Lane(
            String worker,
            String name,
            int slot,
            long commits,
            long items,
            double busySeconds,
            double lostSeconds,
            double verificationSeconds) {}

    /** How a lease ended. */
    public enum Outcome {
        /** It has not. */
        RUNNING,
        /** All of it is committed, up to where it was cut. */
        COMMITTED,
        /** The slot did not deliver the rest: its worker was lost, or it did not answer. */
        LOST,
        /** A stride failed. */
        FAILED,
        /** Given back, or no longer wanted; nothing was lost but what was being computed. */
        ENDED
    }

    /**
     * A lease in the hands of a slot.
     *
     * @param revision of its last change
     * @param lane index into {@link Timeline#lanes}
     * @param lease id
     * @param stage number, from 0
     * @param purpose {@code "work"}, {@code "audit"} or {@code "suspect"}
     * @param attempt from 1
     * @param range as it was granted, or as it was cut since
     * @param committedTo end of what was committed of it
     * @param start second
     * @param committedAt second of the last commit; the start if there was none
     * @param end second; empty while it runs
     * @param busySeconds time in kernels for what was committed of it
     * @param outcome how it ended
     */
    public record Bar(
            long revision,
            int lane,
            long lease,
            int stage,
            String purpose,
            int attempt,
            Range range,
            long committedTo,
            double start,
            double committedAt,
            OptionalDouble end,
            double busySeconds,
            Outcome outcome) {}

    /**
     * How far the job was.
     *
     * @param at second
     * @param committed items of the stage then running
     * @param busySlots slots that held a lease of it
     * @param itemsPerSecond over the time since the last sample
     */
    public record Sample(double at, long committed, int busySlots, double itemsPerSecond) {}

    /**
     * Something that happened.
     *
     * @param at second
     * @param type as in {@link JobEvent.Type}
     * @param text for people
     */
    public record Mark(double at, JobEvent.Type type, String text) {}

    /** So large a share of the commits had at most that speed; {@code quantile} 0 to 1. */
    public record SpeedQuantile(double quantile, double itemsPerSecond) {}
}
