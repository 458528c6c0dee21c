package io.rangefold.coordinator.schedule;

/** Items a second over the last seconds, older ones counting less and less. */
final class RateMeter {
    private static final double WINDOW_NANOS = 3e9;

    private double inWindow;
    private long lastNanos;
    private long firstNanos = -1;

    void add(long items, long nowNanos) {
        decay(nowNanos);
        if (firstNanos < 0) {
            firstNanos = nowNanos;
        }
        inWindow += items;
    }

    /** 0 before the first addition. */
    double perSecond(long nowNanos) {
        if (firstNanos < 0) {
            return 0;
        }
        decay(nowNanos);
        double covered = WINDOW_NANOS * (1 - Math.exp(-Math.max(nowNanos - firstNanos, 1e8) / WINDOW_NANOS));
        return inWindow / covered * 1e9;
    }

    private void decay(long nowNanos) {
        inWindow *= Math.exp(-(nowNanos - lastNanos) / WINDOW_NANOS);
        lastNanos = nowNanos;
    }
}
