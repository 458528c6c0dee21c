package io.rangefold.job;

import java.util.Optional;

/**
 * What a finished job amounts to.
 *
 * @param result the answer
 * @param complete whether the answer is whole; a job with an incomplete one ends with exit code 6
 * @param proof how the answer was proven or refuted; empty if this was not asked for or is left to audits
 */
public record Conclusion(JobResult result, boolean complete, Optional<Verification> proof) {}
