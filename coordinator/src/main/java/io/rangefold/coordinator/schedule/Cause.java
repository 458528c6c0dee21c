package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.Timeline.Outcome;

/** Why a range that was leased became pending again. */
public enum Cause {
    /** Its worker died, or was not heard any more. */
    WORKER_LOST(Outcome.LOST),
    /** Its worker drained. */
    WORKER_LEFT(Outcome.ENDED),
    /** Its worker registered again, and did not hold it any more. */
    NOT_HELD(Outcome.LOST),
    /** Its slot never began it. */
    NOT_BEGUN(Outcome.LOST),
    /** Its slot computed without progress. */
    NO_PROGRESS(Outcome.FAILED),
    /** Its slot did not answer while others were idle. */
    NO_ANSWER(Outcome.LOST),
    /** Its slot gave it back. */
    GIVEN_BACK(Outcome.ENDED),
    /** A stride of it failed. */
    ERROR(Outcome.FAILED),
    /** Its job was paused. */
    PAUSED(Outcome.ENDED),
    /** Its worker computes wrongly. */
    QUARANTINE(Outcome.ENDED);

    private final Outcome outcome;

    Cause(Outcome outcome) {
        this.outcome = outcome;
    }

    /** What became of the lease. */
    Outcome outcome() {
        return outcome;
    }
}
