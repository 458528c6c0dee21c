package io.rangefold.coordinator.schedule;

import java.util.OptionalLong;

/** When things happened to a job, in nanoseconds of real time since the scheduler began. */
final class JobTimes {
    private final CoreClock clock;
    private final long submittedNanos;
    private final long submittedCoreNanos;
    private OptionalLong startedNanos = OptionalLong.empty();
    private OptionalLong finishedNanos = OptionalLong.empty();

    /** The job is submitted now. */
    JobTimes(CoreClock clock) {
        this.clock = clock;
        this.submittedNanos = clock.realNanos();
        this.submittedCoreNanos = clock.now();
    }

    /** A slot begins to work on it; counts the first time. */
    void start() {
        if (startedNanos.isEmpty()) {
            startedNanos = OptionalLong.of(clock.realNanos());
        }
    }

    void finish() {
        finishedNanos = OptionalLong.of(clock.realNanos());
    }

    long submittedNanos() {
        return submittedNanos;
    }

    OptionalLong startedNanos() {
        return startedNanos;
    }

    OptionalLong finishedNanos() {
        return finishedNanos;
    }

    /** From the start to the end, or to now; 0 if it has not started. */
    double elapsedSeconds() {
        long end = finishedNanos.orElseGet(clock::realNanos);
        return (end - startedNanos.orElse(end)) / 1e9;
    }

    /** How long it is here, by the scheduler's own clock: time in which the process was stopped does not count. */
    long ageNanos() {
        return clock.now() - submittedCoreNanos;
    }
}
