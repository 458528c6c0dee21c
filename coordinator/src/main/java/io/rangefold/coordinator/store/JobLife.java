package io.rangefold.coordinator.store;

import io.rangefold.coordinator.service.JobView.Cpu;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.service.Timeline;
import java.util.Optional;

/**
 * What is remembered of the life of a job that has ended.
 *
 * @param cpu where the time of slots went
 * @param timeline who computed what when; a store may drop the oldest bars of a large one
 * @param map where its indices were at the end
 */
public record JobLife(Cpu cpu, Optional<Timeline> timeline, Optional<RangeMap> map) {}
