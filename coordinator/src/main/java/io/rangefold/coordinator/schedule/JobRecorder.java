package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.monitor.CpuAccount;
import io.rangefold.coordinator.monitor.LeaseBar;
import io.rangefold.coordinator.monitor.RangeMarks;
import io.rangefold.coordinator.monitor.TimelineRecorder;
import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobView.TimeLeft;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.RangeMap.MarkType;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.service.Timeline.Outcome;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import java.util.Optional;

/** What is recorded of one job while it runs, and kept of it for a while when it has ended. Nothing is decided by it. */
final class JobRecorder {
    private final CoreClock clock;
    private final CpuAccount cpu = new CpuAccount();
    private final RangeMarks marks = new RangeMarks();
    private Optional<TimelineRecorder> timeline;
    private Optional<RangeMap> lastMap = Optional.empty();

    JobRecorder(JobId job, CoreClock clock) {
        this.clock = clock;
        this.timeline = Optional.of(new TimelineRecorder(job, cpu));
    }

    CpuAccount cpu() {
        return cpu;
    }

    RangeMarks marks() {
        return marks;
    }

    /** The first slot begins. */
    void started() {
        timeline.ifPresent(t -> t.begin(clock.wallTime(), clock.realNanos(), 0, true));
    }

    /** Another coordinator began it; {@code busyNanos} and {@code items} are what it says. */
    void takenOver(long items, long busyNanos) {
        cpu.restore(busyNanos);
        timeline.ifPresent(t -> t.begin(clock.wallTime(), clock.realNanos(), items, false));
    }

    Optional<LeaseBar> granted(Grant grant, SlotKey slot, String worker) {
        LeaseBar.Granted granted =
                new LeaseBar.Granted(grant.lease(), grant.stage(), grant.purpose(), grant.attempt(), grant.range());
        return timeline.map(t -> t.granted(granted, slot, worker, clock.realNanos()));
    }

    void committed(ActiveLease lease, Commit commit) {
        record(lease, (t, bar) -> t.committed(bar, commit.range(), commit.busyNanos(), clock.realNanos()));
    }

    /** An audit was answered. */
    void verified(ActiveLease lease, Commit commit) {
        record(lease, (t, bar) -> t.verified(bar, commit.busyNanos(), clock.realNanos()));
    }

    /** The holder keeps what lies below {@code end}. */
    void cut(ActiveLease lease, long end) {
        record(lease, (t, bar) -> t.cut(bar, end));
    }

    /** The lease is over. Only what is said first of its end is heard. */
    void ended(ActiveLease lease, Outcome how) {
        record(lease, (t, bar) -> t.ended(bar, how, clock.realNanos()));
    }

    /** Something to be done to the bar of a lease. */
    private interface Entry {
        void into(TimelineRecorder timeline, LeaseBar bar);
    }

    private void record(ActiveLease lease, Entry entry) {
        if (timeline.isPresent() && lease.bar().isPresent()) {
            entry.into(timeline.get(), lease.bar().get());
        }
    }

    void happened(JobEvent.Type type, String text) {
        timeline.filter(TimelineRecorder::hasBegun).ifPresent(t -> t.happened(type, text, clock.realNanos()));
    }

    void redispatched(Range range) {
        marks.add(range, MarkType.REDISPATCHED);
    }

    /** As many as have to agree on what was computed do. */
    void agreed(Range range) {
        marks.add(range, MarkType.AUDITED);
    }

    void takenBack(WorkerId worker, int stage, List<Range> ranges) {
        timeline.ifPresent(t -> t.takenBack(worker, stage));
        marks.takenBack(ranges);
        ranges.forEach(this::redispatched);
    }

    void stageBegun() {
        timeline.ifPresent(t -> t.stageBegun(clock.realNanos()));
        marks.clear();
    }

    /**
     * Time passes in which slots may work on the job.
     *
     * @param idleSlots that it could have had
     */
    void passed(long nanos, JobRun job, long idleSlots) {
        cpu.idle(nanos * idleSlots);
        timeline.filter(TimelineRecorder::hasBegun)
                .ifPresent(t -> t.sample(job.doneItems(), job.counters.items, job.heldSlots(), clock.realNanos()));
    }

    /** How long the stage still takes; empty while too little is known. */
    Optional<TimeLeft> timeLeft(long left, double recentItemsPerSecond) {
        return timeline.flatMap(t -> t.timeLeft(left, recentItemsPerSecond));
    }

    /** It is over. */
    void finished(JobRun job, Optional<RangeMap> map) {
        lastMap = map;
        timeline.filter(TimelineRecorder::hasBegun)
                .ifPresent(t -> t.finished(job.doneItems(), job.counters.items, clock.realNanos()));
    }

    /** How much is kept, in bars and pieces. */
    int weight() {
        return timeline.map(TimelineRecorder::weight).orElse(0)
                + lastMap.map(map -> map.pieces().size() + map.marks().size()).orElse(0);
    }

    /** Keeps nothing but what it cost. */
    void drop() {
        timeline = Optional.empty();
        lastMap = Optional.empty();
        marks.clear();
    }

    Optional<Timeline> timeline(long after) {
        return timeline.flatMap(t -> t.timeline(after, clock.realNanos()));
    }

    /** Where its indices were when it ended. */
    Optional<RangeMap> lastMap() {
        return lastMap;
    }
}
