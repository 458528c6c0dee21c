package io.rangefold.simulation;

import io.rangefold.coordinator.service.JobOptions;
import java.util.List;

/**
 * A job, and what its user does.
 *
 * @param job the job
 * @param options as submitted
 * @param submitNanos when
 * @param interventions what the user does later
 */
record JobPlan(TestJob job, JobOptions options, long submitNanos, List<Intervention> interventions) {

    /** What a user can do to a job. */
    enum Action {
        PAUSE,
        RESUME,
        CANCEL
    }

    /** A user does something. */
    record Intervention(Action action, long nanos) {}

    /** Submitted at once, left alone. */
    static JobPlan of(TestJob job, JobOptions options) {
        return new JobPlan(job, options, 0, List.of());
    }

    boolean isCancelled() {
        return interventions.stream().anyMatch(i -> i.action() == Action.CANCEL);
    }
}
