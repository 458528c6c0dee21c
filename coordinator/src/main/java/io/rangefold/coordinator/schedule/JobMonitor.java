package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.Observation;
import io.rangefold.coordinator.service.RangeMap;
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
}
