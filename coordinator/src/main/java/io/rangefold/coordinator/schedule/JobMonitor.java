package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.Observation;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.RangeMap.Piece;
import io.rangefold.coordinator.service.RangeMap.State;
import io.rangefold.coordinator.service.Timeline;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows those who look on what a scheduler does. */
public final class JobMonitor {
    private final Scheduler scheduler;
    private final JobViews views;

    public JobMonitor(Scheduler scheduler, JobViews views) {
        this.scheduler = scheduler;
        this.views = views;
    }

    /** Where a job's indices are; empty if it is not known, or nothing of it is kept. */
    public Optional<RangeMap> rangeMap(JobId id, Optional<Range> part) {
        return scheduler.roster().job(id).flatMap(job -> RangeMaps.of(job, part, scheduler.now()));
    }

    /**
     * What each slot did for a job.
     *
     * @param after only bars of a later revision; 0 for all
     */
    public Optional<Timeline> timeline(JobId id, long after) {
        return scheduler.roster().job(id).flatMap(job -> job.recorder.timeline(after));
    }

    /**
     * All that is wanted, at one moment.
     *
     * @param troubled whether nothing can be stored at present
     */
    public Observation observe(Observation.Wish wish, boolean troubled) {
        List<JobView> jobs = views.newest(Observation.MAX_JOBS);
        List<WorkerView> workers = views.workers();
        List<RangeMap> maps = new ArrayList<>();
        List<Timeline> timelines = new ArrayList<>();
        wish.timelinesAfter().forEach((id, after) -> {
            rangeMap(id, Optional.empty()).ifPresent(maps::add);
            timeline(id, after).ifPresent(timelines::add);
        });
        return new Observation(
                scheduler.wallTime(),
                scheduler.epoch().cluster() + "/" + scheduler.epoch().number(),
                troubled,
                jobs,
                workers,
                maps,
                timelines);
    }

    /**
     * Checks that maps tile, and that timelines, accounts and counters of what was committed agree. O(state); for tests and
     * simulation.
     *
     * @throws IllegalStateException saying what does not hold
     */
    public void check() {
        for (JobRun job : scheduler.roster().jobs()) {
            RangeMaps.of(job, Optional.empty(), scheduler.now()).ifPresent(map -> check(map, job));
            job.recorder
                    .timeline(0)
                    .filter(timeline -> timeline.complete() && job.counters.items < Long.MAX_VALUE)
                    .ifPresent(timeline -> check(timeline, job));
        }
    }

    private static void check(RangeMap map, JobRun job) {
        long covered = map.part().low();
        long committed = 0;
        for (Piece piece : map.pieces()) {
            require(piece.range().low() == covered && !piece.range().isEmpty(), "gap or overlap at " + covered, job);
            covered = piece.range().high();
            committed += piece.state() == State.COMMITTED ? piece.range().size() : 0;
        }
        require(covered == map.part().high() && map.pieces().size() <= RangeMap.MAX_PIECES, "no map: " + map, job);
        boolean isCounted = map.exact() && !job.isOver();
        require(!isCounted || committed == job.ledger().committedItems(), "its map shows " + committed + " items", job);
    }

    private static void check(Timeline timeline, JobRun job) {
        long inLanes = timeline.lanes().stream().mapToLong(Timeline.Lane::items).sum();
        long inBars = timeline.bars().stream()
                .filter(bar -> !bar.purpose().equals("audit"))
                .mapToLong(bar -> bar.committedTo() - bar.range().low())
                .sum();
        double busy = timeline.lanes().stream()
                .mapToDouble(Timeline.Lane::busySeconds)
                .sum();
        double useful = job.recorder.cpu().usefulNanos() / 1e9;
        require(
                inLanes == job.counters.items && inBars == inLanes,
                "its lanes show " + inLanes + " items, its bars " + inBars + ", of " + job.counters.items,
                job);
        require(Math.abs(busy - useful) <= 1e-9 * (1 + useful), "its lanes were busy " + busy + " s", job);
        boolean runs = timeline.bars().stream().anyMatch(bar -> bar.end().isEmpty());
        require(!timeline.ended() || !runs, "a bar runs on in " + timeline, job);
    }

    private static void require(boolean holds, String otherwise, JobRun job) {
        if (!holds) {
            throw new IllegalStateException("job " + job.id() + ": " + otherwise);
        }
    }
}
