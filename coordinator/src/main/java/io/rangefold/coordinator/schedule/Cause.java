package io.rangefold.coordinator.schedule;

/** Why a range that was leased became pending again. */
public enum Cause {
    /** Its worker died, or was not heard any more. */
    WORKER_LOST,
    /** Its worker drained. */
    WORKER_LEFT,
    /** Its worker registered again, and did not hold it any more. */
    NOT_HELD,
    /** Its slot never began it. */
    NOT_BEGUN,
    /** Its slot computed without progress. */
    NO_PROGRESS,
    /** Its slot did not answer while others were idle. */
    NO_ANSWER,
    /** Its slot gave it back. */
    GIVEN_BACK,
    /** A stride of it failed. */
    ERROR,
    /** Its job was paused. */
    PAUSED,
    /** Its worker computes wrongly. */
    QUARANTINE
}
