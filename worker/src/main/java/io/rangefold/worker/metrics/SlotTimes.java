package io.rangefold.worker.metrics;

import io.rangefold.worker.WorkerMeter.SlotGauge;
import java.util.List;

/** How long all slots together were in kernels, and how long not. Neither ever falls, as counters must not. Thread-safe. */
final class SlotTimes {
    private final List<SlotGauge> slots;
    private final long beganNanos;
    private double busySeconds;
    private double idleSeconds;

    SlotTimes(List<SlotGauge> slots, long beganNanos) {
        this.slots = slots;
        this.beganNanos = beganNanos;
    }

    double busySeconds() {
        return busySeconds(System.nanoTime());
    }

    double idleSeconds() {
        return idleSeconds(System.nanoTime());
    }

    /** To that moment, in nanoseconds. */
    synchronized double busySeconds(long nowNanos) {
        busySeconds = Math.max(busySeconds, busyNanos(nowNanos) / 1e9);
        return busySeconds;
    }

    /** To that moment, in nanoseconds. */
    synchronized double idleSeconds(long nowNanos) {
        double all = (double) slots.size() * (nowNanos - beganNanos);
        idleSeconds = Math.max(idleSeconds, (all - busyNanos(nowNanos)) / 1e9);
        return idleSeconds;
    }

    private double busyNanos(long nowNanos) {
        double sum = 0;
        for (SlotGauge slot : slots) {
            sum += slot.busyNanos(nowNanos);
        }
        return sum;
    }
}
