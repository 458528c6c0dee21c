package io.rangefold.coordinator.schedule;

import io.rangefold.job.Job;
import java.util.List;

/**
 * What the result of a job is made of.
 *
 * @param job the job
 * @param merged the last stage's merged partial, encoded
 * @param segments the last stage's output, ascending
 * @param prove whether the result is to be proven
 */
public record ConclusionTask(Job job, byte[] merged, List<StoredSegment> segments, boolean prove) {
    /** Copies. */
    public ConclusionTask {
        segments = List.copyOf(segments);
    }
}
