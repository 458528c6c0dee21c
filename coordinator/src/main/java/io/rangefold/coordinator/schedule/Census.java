package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.WorkerView;
import java.util.Map;

/**
 * How much there is of everything at one moment, over all jobs.
 *
 * @param jobs by state; of those that have ended, the ones that are still known here
 * @param workers by state
 * @param busySlots slots that hold a lease
 * @param idleSlots slots that could take one, those of draining and quarantined workers too
 * @param hungSlots slots that do not answer
 * @param leases that slots hold, those too that wait to become durable
 * @param pendingRanges of jobs that have not ended, by what goes first
 * @param pendingItems of the same jobs: not leased and not committed
 */
public record Census(
        Map<JobState, Long> jobs,
        Map<WorkerView.State, Long> workers,
        long busySlots,
        long idleSlots,
        long hungSlots,
        long leases,
        Map<Urgency, Long> pendingRanges,
        double pendingItems) {
    /** Of a coordinator that does not lead. */
    public static final Census EMPTY = new Census(Map.of(), Map.of(), 0, 0, 0, 0, Map.of(), 0);

    /** Copies. */
    public Census {
        jobs = Map.copyOf(jobs);
        workers = Map.copyOf(workers);
        pendingRanges = Map.copyOf(pendingRanges);
    }
}
