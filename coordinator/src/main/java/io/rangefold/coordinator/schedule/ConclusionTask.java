package io.rangefold.coordinator.schedule;

import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Segments;
import java.util.List;

/**
 * What the result of a job is made of.
 *
 * @param job the job
 * @param known what is known after the last stage, or after what was computed of the present one
 * @param segments the output that is kept, ascending
 * @param prove whether the result is to be proven
 * @param early whether only a part of the work was done
 */
public record ConclusionTask(Job job, byte[] known, List<StoredSegment> segments, boolean prove, boolean early) {
    /** Copies. */
    public ConclusionTask {
        segments = List.copyOf(segments);
    }

    /**
     * Makes the result; may take long.
     *
     * @param output reads {@link #segments()}
     */
    public Conclusion conclude(Segments output) {
        return early ? job.concludeEarly(known, output, prove) : job.conclude(known, output, prove);
    }
}
