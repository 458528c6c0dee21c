package io.rangefold.job.factor;

/** Called by long computations at least every 10 ms, so that the slot can see to its mail. */
@FunctionalInterface
interface Pulse {
    /** Nobody listens. */
    Pulse NONE = () -> {};

    /** @throws io.rangefold.job.KernelStoppedException if what is computed is no longer wanted */
    void beat();
}
