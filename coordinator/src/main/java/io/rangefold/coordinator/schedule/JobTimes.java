package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.store.JobRecord;
import java.time.Instant;
import java.util.Optional;

/** When things happened to a job. */
final class JobTimes {
    private final CoreClock clock;
    private final Instant submittedAt;
    private final long ageBeforeNanos;
    private final long sinceCoreNanos;
    private Optional<Moment> started = Optional.empty();
    private Optional<Moment> finished = Optional.empty();

    /** As people read it, and in nanoseconds of real time since the scheduler began. */
    private record Moment(Instant at, long realNanos) {}

    /** The job is submitted now. */
    JobTimes(CoreClock clock) {
        this.clock = clock;
        this.submittedAt = clock.wallTime();
        this.ageBeforeNanos = 0;
        this.sinceCoreNanos = clock.now();
    }

    /** The job was submitted to an earlier coordinator. Its wall clock may have been ahead: nothing began later than now. */
    JobTimes(CoreClock clock, JobRecord stored) {
        this.clock = clock;
        this.submittedAt = stored.header().submittedAt();
        this.ageBeforeNanos = Math.max(0, stored.status().ageNanos());
        this.sinceCoreNanos = clock.now();
        this.started = stored.status()
                .startedAt()
                .map(at -> new Moment(at, Math.min(clock.realNanosAt(at), clock.realNanos())));
    }

    /**
     * A slot begins to work on it.
     *
     * @return whether that is the first time
     */
    boolean start() {
        if (started.isPresent()) {
            return false;
        }
        started = Optional.of(now());
        return true;
    }

    void finish() {
        finished = Optional.of(now());
    }

    private Moment now() {
        return new Moment(clock.wallTime(), clock.realNanos());
    }

    Instant submittedAt() {
        return submittedAt;
    }

    Optional<Instant> startedAt() {
        return started.map(Moment::at);
    }

    Optional<Instant> finishedAt() {
        return finished.map(Moment::at);
    }

    /** From the start to the end, or to now; 0 if it has not started. */
    double elapsedSeconds() {
        long end = finished.map(Moment::realNanos).orElseGet(clock::realNanos);
        return (end - started.map(Moment::realNanos).orElse(end)) / 1e9;
    }

    /** How long it is here, by the scheduler's own clock: time in which no coordinator ran does not count. */
    long ageNanos() {
        return ageBeforeNanos + clock.now() - sinceCoreNanos;
    }
}
