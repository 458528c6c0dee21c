package io.rangefold.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * What the slots' time went into, in seconds of all of them together.
 *
 * @param useful in kernels, for what counts
 * @param lost for what does not, since a worker was lost or contradicted
 * @param verification in audits
 * @param idle neither
 */
record CpuAccount(double useful, double lost, double verification, double idle) {

    /** From the job's own account, or from its timeline; empty if there is neither. */
    static Optional<CpuAccount> of(JsonNode job, Optional<JsonNode> timeline) {
        JsonNode cpu = job.path("cpu");
        if (cpu.isObject()) {
            return Optional.of(new CpuAccount(
                    cpu.path("usefulSeconds").asDouble(),
                    cpu.path("lostSeconds").asDouble(),
                    cpu.path("verificationSeconds").asDouble(),
                    cpu.path("idleSeconds").asDouble()));
        }
        return timeline.map(CpuAccount::ofLanes);
    }

    private static CpuAccount ofLanes(JsonNode timeline) {
        double useful = 0;
        double lost = 0;
        double verification = 0;
        for (JsonNode lane : timeline.path("lanes")) {
            useful += lane.path("busySeconds").asDouble();
            lost += lane.path("lostSeconds").asDouble();
            verification += lane.path("verificationSeconds").asDouble();
        }
        double all =
                timeline.path("seconds").asDouble() * timeline.path("lanes").size();
        return new CpuAccount(useful, lost, verification, Math.max(0, all - useful - lost - verification));
    }

    double all() {
        return useful + lost + verification + idle;
    }

    /** That part of all, 0 to 1. */
    double share(double seconds) {
        return all() <= 0 ? 0 : seconds / all();
    }
}
