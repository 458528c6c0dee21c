package io.rangefold.coordinator.service;

import io.rangefold.protocol.JobId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

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

    /** Whether the job is one of those, whatever page it is on. */
    public boolean matches(JobView job) {
        return (states.isEmpty() || states.contains(job.state()))
                && kind.map(job.kind()::equals).orElse(true)
                && name.map(part -> lower(job.name()).contains(lower(part))).orElse(true);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The page of these jobs, which are newest first. */
    public List<JobView> page(List<JobView> newestFirst) {
        Stream<JobView> rest = newestFirst.stream();
        if (before.isPresent()) {
            rest = rest.dropWhile(job -> !job.id().equals(before.get())).skip(1);
        }
        return rest.filter(this::matches).limit(limit).toList();
    }
}
