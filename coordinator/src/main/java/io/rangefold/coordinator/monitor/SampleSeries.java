package io.rangefold.coordinator.monitor;

import io.rangefold.coordinator.service.Timeline.Sample;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a job was, at even distances in time. When there are too many samples, every second one is dropped and the distance
 * doubles.
 */
final class SampleSeries {
    static final int MAX_SAMPLES = 512;
    private static final long FIRST_DISTANCE_NANOS = 100_000_000;

    private final List<Reading> readings = new ArrayList<>();
    private long distanceNanos = FIRST_DISTANCE_NANOS;
    private long nextNanos = Long.MIN_VALUE;
    private long anewNanos = Long.MIN_VALUE;

    /**
     * What is read.
     *
     * @param nowNanos when
     * @param committed items of the stage
     * @param items items of all stages, which a rate is made of
     * @param busySlots slots that hold a lease
     */
    record Reading(long nowNanos, long committed, long items, int busySlots) {}

    /** What is read from then on is of another stage, or after a pause. */
    void beginAnew(long nowNanos) {
        anewNanos = nowNanos;
    }

    /** The readings since it last began anew. */
    List<Reading> latest() {
        int first = 0;
        while (first < readings.size() && readings.get(first).nowNanos() < anewNanos) {
            first++;
        }
        return readings.subList(first, readings.size());
    }

    /** @return whether it was time for another one */
    boolean offer(Reading reading) {
        if (reading.nowNanos() < nextNanos) {
            return false;
        }
        add(reading);
        nextNanos = reading.nowNanos() + distanceNanos;
        return true;
    }

    /** The last one, whenever it comes. */
    void last(Reading reading) {
        add(reading);
    }

    private void add(Reading reading) {
        if (readings.size() == MAX_SAMPLES) {
            List<Reading> kept = new ArrayList<>(MAX_SAMPLES);
            for (int i = 0; i < readings.size(); i += 2) {
                kept.add(readings.get(i));
            }
            readings.clear();
            readings.addAll(kept);
            distanceNanos *= 2;
        }
        readings.add(reading);
    }

    /**
     * With rates over the time since the sample before, or since the origin.
     *
     * @param originItems items of all stages that were committed then
     */
    List<Sample> samples(long originNanos, long originItems) {
        List<Sample> all = new ArrayList<>(readings.size());
        Reading before = new Reading(originNanos, 0, originItems, 0);
        for (Reading reading : readings) {
            double seconds = (reading.nowNanos() - before.nowNanos()) / 1e9;
            double rate = seconds > 0 ? Math.max(0, reading.items() - before.items()) / seconds : 0;
            all.add(new Sample(
                    (reading.nowNanos() - originNanos) / 1e9, reading.committed(), reading.busySlots(), rate));
            before = reading;
        }
        return all;
    }
}
