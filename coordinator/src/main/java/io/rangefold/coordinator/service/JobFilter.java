package io.rangefold.coordinator.service;

import io.rangefold.protocol.JobId;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs are wanted.
 *
 * @param states empty for all
 * @param kind empty for all
 * @param name a part of the job's name, whatever its case; empty for all
 * @param before only jobs submitted before that one; for the next page
 * @param limit at most so many, 1 to {@value #MAX_LIMIT}
 */
public record JobFilter(
        Set<JobState> states, Optional<String> kind, Optional<String> name, Optional<JobId> before, int limit) {
    public static final int MAX_LIMIT = 1000;

    /** The newest jobs, whatever they are. */
    public static final JobFilter NEWEST =
            new JobFilter(Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), MAX_LIMIT);

    /** Checks the bounds. */
    public JobFilter {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("limit " + limit + " is not within 1 and " + MAX_LIMIT);
        }
        states = Set.copyOf(states);
    }
}
