package io.rangefold.coordinator.store;

import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job is: written once, when it is submitted.
 *
 * @param id its name
 * @param number grows from job to job, over all coordinators of a store
 * @param kind name of the job kind
 * @param spec the job, in the kind's codec
 * @param arguments as documents show them
 * @param options the same for every kind
 * @param idempotencyKey the user's; no two jobs have the same
 * @param inputs names of the input data
 * @param submittedAt when it was accepted
 */
public record JobHeader(
        JobId id,
        long number,
        String kind,
        byte[] spec,
        Map<String, String> arguments,
        JobOptions options,
        Optional<String> idempotencyKey,
        List<BlobId> inputs,
        Instant submittedAt) {}
