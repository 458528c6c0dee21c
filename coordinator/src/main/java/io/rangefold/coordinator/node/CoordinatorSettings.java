package io.rangefold.coordinator.node;

import io.rangefold.coordinator.schedule.SchedulerSettings;

/**
 * What a coordinator is.
 *
 * @param nodePort its port for liveness connections and blobs; 0 where workers are in the same process
 * @param scheduler its patience
 * @param software version of the software, for messages
 */
public record CoordinatorSettings(int nodePort, SchedulerSettings scheduler, String software) {}
