package io.rangefold.job.expression.source;

/**
 * The values of a function for neighbouring {@code i}. Cheapest where each call goes on where the one before ended; any other
 * order is right too. Used by one thread at a time.
 */
public interface LaneSource {
    /** In the place of a value that does not exist, or is not known to fit. */
    long NONE = Long.MIN_VALUE;

    /** Puts the values at {@code first} and the {@code count - 1} integers behind it into the first lanes. */
    void fill(long first, int count, long[] lanes);

    /** Whether every value exists, and is there in a nanosecond or so. */
    boolean isCheap();
}
