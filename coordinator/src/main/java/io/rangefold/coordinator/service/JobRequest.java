package io.rangefold.coordinator.service;

import io.rangefold.job.Arguments;

/**
 * A job that somebody wants to have run.
 *
 * @param kind name of the job kind
 * @param arguments the kind's own
 * @param options the same for every kind
 */
public record JobRequest(String kind, Arguments arguments, JobOptions options) {}
