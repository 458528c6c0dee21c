package io.rangefold.job.prime.combinatorial;

/** Asks a {@link StopCheck} after every 2^13 units of work; a unit takes some nanoseconds. */
final class Pace {
    private static final int UNITS_BETWEEN_CHECKS = 1 << 13;

    private final StopCheck stop;
    private long units;

    Pace(StopCheck stop) {
        this.stop = stop;
    }

    void spend(long work) {
        units += work;
        if (units >= UNITS_BETWEEN_CHECKS) {
            units = 0;
            stop.check();
        }
    }
}
