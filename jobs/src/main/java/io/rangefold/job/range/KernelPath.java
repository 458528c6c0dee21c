package io.rangefold.job.range;

/** Which code a stage's kernels ran last, as they found out while running. Safe for use by many threads. */
final class KernelPath {
    private volatile String name;

    /** @param beforehand what to say before any kernel has run */
    KernelPath(String beforehand) {
        this.name = beforehand;
    }

    void took(String code) {
        name = code;
    }

    String name() {
        return name;
    }
}
