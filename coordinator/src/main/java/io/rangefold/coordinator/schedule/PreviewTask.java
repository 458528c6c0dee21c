package io.rangefold.coordinator.schedule;

import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.job.Segments;
import java.util.List;
import java.util.Optional;

/**
 * What a job that runs can be seen of.
 *
 * @param job the job
 * @param known what is known after what was computed of the present stage
 * @param segments the output so far, ascending
 */
public record PreviewTask(Job job, byte[] known, List<StoredSegment> segments) {
    /** Copies. */
    public PreviewTask {
        segments = List.copyOf(segments);
    }

    /**
     * Makes it; empty if this kind shows nothing before its end.
     *
     * @param output reads {@link #segments()}
     */
    public Optional<JobResult> preview(Segments output) {
        return job.preview(known, output);
    }
}
