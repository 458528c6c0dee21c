package io.rangefold.client;

/** Where a job is in its life. */
public enum JobState {
    /** Accepted; no slot has worked on it yet. */
    QUEUED(false),
    /** Slots work on it, or will as soon as there are any. */
    RUNNING(false),
    /** A user holds it. */
    PAUSED(false),
    /** Its result is there, and its verification did not fail. */
    SUCCEEDED(true),
    /** It can't be computed, or its verification failed. */
    FAILED(true),
    /** A user ended it. */
    CANCELLED(true),
    /** Its time-out ended it. */
    TIMED_OUT(true);

    private final boolean terminal;

    JobState(boolean terminal) {
        this.terminal = terminal;
    }

    /** Whether the job has ended: then nothing of it changes any more. */
    public boolean isTerminal() {
        return terminal;
    }
}
