package io.rangefold.job.range.fold;

/** Which code a stage's kernels ran last, as they found out while running. Safe for use by many threads. */
public final class KernelPath {
    private volatile String name;

    /** @param beforehand what to say before any kernel has run */
    public KernelPath(String beforehand) {
        this.name = beforehand;
    }

    void took(String code) {
        name = code;
    }

    public String name() {
        return name;
    }
}
