package io.rangefold.cli.job;

import io.rangefold.coordinator.service.JobRequest;
import java.util.Optional;

/**
 * A job as it was typed, checked.
 *
 * @param request what the coordinator is asked for
 * @param results file for the elements of the result, if wanted
 * @param image file for the result's picture, if wanted
 */
public record JobLine(JobRequest request, Optional<String> results, Optional<String> image) {}
