package io.rangefold.coordinator.monitor;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobView.TimeLeft;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.service.Timeline.Bar;
import io.rangefold.coordinator.service.Timeline.Mark;
import io.rangefold.coordinator.service.Timeline.Outcome;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Records what each slot does for one job. Events cost O(1) and no allocation but for new bars, samples and marks; at most
 * {@value Timeline#MAX_BARS} bars, some 150 bytes each. Times are nanoseconds of one clock that never goes back.
 */
public final class TimelineRecorder {
    static final int MAX_LANES = 10_000;
    static final int MAX_MARKS = 1000;

    private final JobId job;
    private final CpuAccount cpu;
    private final Map<SlotKey, Integer> laneOf = new HashMap<>();
    private final List<LaneTally> lanes = new ArrayList<>();
    private final Deque<LeaseBar> bars = new ArrayDeque<>();
    private final Deque<Moment> marks = new ArrayDeque<>();
    private final SampleSeries samples = new SampleSeries();
    private final SpeedHistogram speeds = new SpeedHistogram();
    private Optional<Instant> origin = Optional.empty();
    private long originNanos;
    private long originItems;
    private OptionalLong finishedNanos = OptionalLong.empty();
    private boolean complete = true;
    private long revision;

    private record Moment(long nowNanos, JobEvent.Type type, String text) {}

    /** @param cpu where the times are added up */
    public TimelineRecorder(JobId job, CpuAccount cpu) {
        this.job = job;
        this.cpu = cpu;
    }

    /**
     * Recording begins, with the job or later.
     *
     * @param items that were committed before
     */
    public void begin(Instant at, long nowNanos, long items, boolean fromTheStart) {
        origin = Optional.of(at);
        originNanos = nowNanos;
        originItems = items;
        complete = fromTheStart;
        revision++;
    }

    /** Whether there is something to be shown. */
    public boolean hasBegun() {
        return origin.isPresent();
    }

    /** A slot has a lease from now on. */
    public LeaseBar granted(LeaseBar.Granted granted, SlotKey slot, String workerName, long nowNanos) {
        int lane = laneOf.getOrDefault(slot, -1);
        if (lane < 0 && lanes.size() < MAX_LANES) {
            lane = lanes.size();
            laneOf.put(slot, lane);
            lanes.add(new LaneTally(slot, workerName));
        }
        LeaseBar bar = new LeaseBar(lane, granted, nowNanos);
        if (lane < 0) {
            complete = false;
            return bar;
        }
        touched(bar);
        bars.add(bar);
        if (bars.size() > Timeline.MAX_BARS) {
            bars.remove();
            complete = false;
        }
        return bar;
    }

    /** The next part of a lease counts. */
    public void committed(LeaseBar bar, Range range, long busyNanos, long nowNanos) {
        touched(bar);
        bar.committedTo = range.high();
        bar.committedNanos = nowNanos;
        bar.busyNanos += busyNanos;
        cpu.useful(busyNanos);
        speeds.add(range.size() * 1e9 / Math.max(1, busyNanos));
        if (bar.lane >= 0) {
            lanes.get(bar.lane).committed(range.size(), busyNanos);
        }
    }

    /** An audit has an answer, whatever it is. */
    public void verified(LeaseBar bar, long busyNanos, long nowNanos) {
        bar.committedTo = bar.range.high();
        bar.committedNanos = nowNanos;
        bar.busyNanos += busyNanos;
        cpu.verified(busyNanos);
        if (bar.lane >= 0) {
            lanes.get(bar.lane).verified(busyNanos);
        }
        ended(bar, Outcome.COMMITTED, nowNanos);
    }

    /** The holder keeps only what lies below {@code end}. */
    public void cut(LeaseBar bar, long end) {
        touched(bar);
        bar.range = Range.of(bar.range.low(), end);
    }

    /** The lease is over; what is said of one that was over already is not heard. */
    public void ended(LeaseBar bar, Outcome how, long nowNanos) {
        if (!bar.isRunning()) {
            return;
        }
        touched(bar);
        bar.end(how, nowNanos);
        if (how == Outcome.LOST || how == Outcome.FAILED) {
            long lost = nowNanos - bar.committedNanos;
            cpu.lost(lost);
            if (bar.lane >= 0) {
                lanes.get(bar.lane).lost(lost);
            }
        }
    }

    /** What a worker committed to the stage does not count. */
    public void takenBack(WorkerId worker, int stage) {
        Set<Integer> its = new HashSet<>();
        for (int lane = 0; lane < lanes.size(); lane++) {
            if (lanes.get(lane).slot().worker().equals(worker)) {
                its.add(lane);
                cpu.takenBack(lanes.get(lane).takenBack());
            }
        }
        for (LeaseBar bar : bars) {
            if (bar.stage == stage && bar.counts() && its.contains(bar.lane)) {
                touched(bar);
                bar.committedTo = bar.range.low();
                bar.busyNanos = 0;
                bar.outcome = bar.isRunning() ? Outcome.RUNNING : Outcome.LOST;
            }
        }
    }

    /** What was committed so far is settled. */
    public void stageBegun(long nowNanos) {
        lanes.forEach(LaneTally::stageBegun);
        samples.beginAnew(nowNanos);
    }

    /** How long the stage still takes: see {@link Forecast}. */
    public Optional<TimeLeft> timeLeft(long left, double recentItemsPerSecond) {
        return Forecast.of(samples.latest(), left, recentItemsPerSecond);
    }

    /** Something happened to the job, or to a worker. Beyond {@value #MAX_MARKS} the oldest are dropped. */
    public void happened(JobEvent.Type type, String text, long nowNanos) {
        if (type == JobEvent.Type.RESUMED) {
            samples.beginAnew(nowNanos);
        }
        marks.add(new Moment(nowNanos, type, text));
        if (marks.size() > MAX_MARKS) {
            marks.remove();
        }
        revision++;
    }

    /**
     * Time passes.
     *
     * @param committed items of the stage
     * @param items items of all stages
     * @param busySlots slots that hold a lease
     */
    public void sample(long committed, long items, int busySlots, long nowNanos) {
        if (samples.offer(new SampleSeries.Reading(nowNanos, committed, items, busySlots))) {
            revision++;
        }
    }

    /** The job is over; takes the same as {@link #sample}. */
    public void finished(long committed, long items, long nowNanos) {
        samples.last(new SampleSeries.Reading(nowNanos, committed, items, 0));
        finishedNanos = OptionalLong.of(nowNanos);
        revision++;
    }

    private void touched(LeaseBar bar) {
        bar.revision = ++revision;
    }

    /** How much it holds, in bars. */
    public int weight() {
        return bars.size() + lanes.size() + marks.size() + SampleSeries.MAX_SAMPLES;
    }

    /**
     * What there is so far. O(bars).
     *
     * @param after only bars of a later revision; 0 for all
     * @return empty before anything was recorded
     */
    public Optional<Timeline> timeline(long after, long nowNanos) {
        return origin.map(at -> new Timeline(
                job,
                revision,
                at,
                seconds(finishedNanos.orElse(nowNanos)),
                finishedNanos.isPresent(),
                complete,
                lanes.stream().map(LaneTally::lane).toList(),
                bars.stream().filter(bar -> bar.revision > after).map(this::bar).toList(),
                samples.samples(originNanos, originItems),
                marks.stream()
                        .map(mark -> new Mark(seconds(mark.nowNanos()), mark.type(), mark.text()))
                        .toList(),
                speeds.quantiles()));
    }

    private Bar bar(LeaseBar bar) {
        return new Bar(
                bar.revision,
                bar.lane,
                bar.lease,
                bar.stage,
                bar.purpose.name().toLowerCase(Locale.ROOT),
                bar.attempt,
                bar.range,
                bar.committedTo,
                seconds(bar.startNanos),
                seconds(bar.committedNanos),
                bar.isRunning() ? OptionalDouble.empty() : OptionalDouble.of(seconds(bar.endNanos)),
                bar.busyNanos / 1e9,
                bar.outcome);
    }

    private double seconds(long nowNanos) {
        return (nowNanos - originNanos) / 1e9;
    }
}
