package io.rangefold.job.prime.combinatorial;

/** Asked by long computations at least every 10 ms whether they may go on. */
@FunctionalInterface
public interface StopCheck {
    /** Nobody stops it. */
    StopCheck NONE = () -> {};

    /** Returns to let the computation go on; throws what it likes to end it. */
    void check();
}
