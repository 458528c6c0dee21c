package io.rangefold.job.range;

import java.util.Optional;

/** Which code a stage's kernels ran last, as they found out while running. Safe for use by many threads. */
final class KernelPath {
    private volatile String name;

    /** @param beforehand what to say before any kernel has run */
    KernelPath(String beforehand) {
        this.name = beforehand;
    }

    /** @param compiled the compiled code that ran; nothing if there is none */
    void took(Optional<String> compiled) {
        name = compiled.orElse("evaluator, batches of 64-bit lanes");
    }

    String name() {
        return name;
    }
}
