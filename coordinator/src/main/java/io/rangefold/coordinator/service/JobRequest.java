package io.rangefold.coordinator.service;

import io.rangefold.job.Arguments;
import java.util.Optional;

/**
 * A job that somebody wants to have run.
 *
 * @param kind name of the job kind
 * @param arguments the kind's own
 * @param options the same for every kind
 * @param idempotencyKey submitting again with the same key gives the same job; at most {@value #MAX_KEY_LENGTH} characters
 */
public record JobRequest(String kind, Arguments arguments, JobOptions options, Optional<String> idempotencyKey) {
    public static final int MAX_KEY_LENGTH = 200;

    /** Without a key: submitting again makes another job. */
    public JobRequest(String kind, Arguments arguments, JobOptions options) {
        this(kind, arguments, options, Optional.empty());
    }
}
