package io.rangefold.job.prime.sieve;

/** Called at least every few milliseconds by what may take long; what it throws ends that, and passes through. */
@FunctionalInterface
public interface Pulse {
    void beat();
}
