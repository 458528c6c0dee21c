package io.rangefold.coordinator.monitor;

import io.rangefold.coordinator.monitor.SampleSeries.Reading;
import io.rangefold.coordinator.service.JobView.TimeLeft;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a stage still takes, by how fast it was. The estimate is what is left over the speed of the latter half of what was
 * seen. The interval is what is left over the fastest and the slowest of: that speed, the speed since the stage began, the speed of
 * the last seconds, and the quartiles of the speeds in equal windows of the latter half. So it is narrow only where a job
 * has run evenly, and it holds as far as what comes costs what was seen to cost: where cost grows along the range, it lags behind.
 */
final class Forecast {
    /** Before that, too little was seen. */
    private static final double LEAST_SECONDS = 1;

    /** Commits come about once a second: shorter windows would show their rhythm. */
    private static final double WINDOW_SECONDS = 2;

    private static final int MAX_WINDOWS = 16;

    /** What stands still would take for ever: it counts as if it were so many times slower than the estimate. */
    private static final double SLOWEST = 100;

    private final List<Double> speeds = new ArrayList<>();

    private Forecast() {}

    /**
     * How long it takes.
     *
     * @param readings of the stage, oldest first
     * @param left items that are left
     * @param recent items a second over the last seconds
     * @return empty if too little was seen
     */
    static Optional<TimeLeft> of(List<Reading> readings, long left, double recent) {
        if (readings.size() < 2 || left <= 0) {
            return Optional.empty();
        }
        Reading first = readings.get(0);
        Reading last = readings.get(readings.size() - 1);
        double seen = seconds(first, last);
        if (seen < LEAST_SECONDS || last.items() <= first.items()) {
            return Optional.empty();
        }
        int half = indexAt(readings, last.nowNanos() - (last.nowNanos() - first.nowNanos()) / 2);
        double speed = speed(readings.get(half), last);
        Forecast forecast = new Forecast();
        forecast.consider(speed);
        forecast.consider(speed(first, last));
        forecast.consider(recent);
        forecast.considerWindows(readings.subList(half, readings.size()));
        double fastest = forecast.speeds.stream().mapToDouble(s -> s).max().orElseThrow();
        double least = forecast.speeds.stream().mapToDouble(s -> s).min().orElseThrow();
        double estimate = speed > 0 ? speed : least;
        double slowest = Math.max(least, estimate / SLOWEST);
        return Optional.of(new TimeLeft(left / estimate, left / fastest, left / slowest));
    }

    /** What did not move says nothing of when it ends. */
    private void consider(double speed) {
        if (speed > 0 && Double.isFinite(speed)) {
            speeds.add(speed);
        }
    }

    private void considerWindows(List<Reading> latter) {
        Reading last = latter.get(latter.size() - 1);
        double whole = seconds(latter.get(0), last);
        int windows = (int) Math.min(MAX_WINDOWS, whole / WINDOW_SECONDS);
        List<Double> all = new ArrayList<>();
        Reading begin = latter.get(0);
        for (int window = 1; window <= windows; window++) {
            long end = latter.get(0).nowNanos() + (long) (whole * 1e9 * window / windows);
            Reading reading = latter.get(indexAt(latter, end));
            if (reading.nowNanos() > begin.nowNanos()) {
                all.add(speed(begin, reading));
                begin = reading;
            }
        }
        if (all.size() >= 2) {
            all.sort(null);
            consider(all.get(all.size() / 4));
            consider(all.get((3 * all.size() - 1) / 4));
        }
    }

    /** The last reading that is not later than that; the first, if all are. */
    private static int indexAt(List<Reading> readings, long nanos) {
        int low = 0;
        int high = readings.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (readings.get(middle).nowNanos() <= nanos) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private static double seconds(Reading from, Reading to) {
        return (to.nowNanos() - from.nowNanos()) / 1e9;
    }

    private static double speed(Reading from, Reading to) {
        double seconds = seconds(from, to);
        return seconds > 0 ? Math.max(0, to.items() - from.items()) / seconds : 0;
    }
}
