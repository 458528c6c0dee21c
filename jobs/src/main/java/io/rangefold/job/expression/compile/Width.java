package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.lanes.Interval;

/** How many bits the lanes of a program have: the fewer, the more of them fit a vector. */
enum Width {
    INT(Integer.SIZE),
    LONG(Long.SIZE);

    private final int bits;

    Width(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    /** Whether lanes hold every number of the interval. */
    boolean holds(Interval interval) {
        return interval.low().bitLength() < bits && interval.high().bitLength() < bits;
    }
}
