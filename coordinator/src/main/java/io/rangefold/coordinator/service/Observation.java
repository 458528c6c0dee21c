package io.rangefold.coordinator.service;

import io.rangefold.protocol.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A cluster at one moment, for those who look on.
 *
 * @param at when
 * @param epoch of the coordinator that leads
 * @param storeTroubled whether nothing can be stored at present
 * @param jobs the newest {@value #MAX_JOBS}, newest first
 * @param workers all of them
 * @param maps of the jobs that were asked for, as far as there are any
 * @param timelines of the jobs that were asked for, as far as there are any
 */
public record Observation(
        Instant at,
        String epoch,
        boolean storeTroubled,
        List<JobView> jobs,
        List<WorkerView> workers,
        List<RangeMap> maps,
        List<Timeline> timelines) {
    public static final int MAX_JOBS = 200;

    /** Copies. */
    public Observation {
        jobs = List.copyOf(jobs);
        workers = List.copyOf(workers);
        maps = List.copyOf(maps);
        timelines = List.copyOf(timelines);
    }

    /** With other jobs. */
    public Observation withJobs(List<JobView> others) {
        return new Observation(at, epoch, storeTroubled, others, workers, maps, timelines);
    }

    /**
     * What is wanted.
     *
     * @param storedToo whether jobs are to be listed that only the store knows; they have ended
     * @param timelinesAfter of which jobs maps and timelines are wanted, and of these only bars of a later revision; 0 for all
     */
    public record Wish(boolean storedToo, Map<JobId, Long> timelinesAfter) {
        /** Copies. */
        public Wish {
            timelinesAfter = Map.copyOf(timelinesAfter);
        }
    }
}
