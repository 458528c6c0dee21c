package io.rangefold.simulation;

/**
 * A machine.
 *
 * @param slots of its worker
 * @param speed work done in a nanosecond; 1 is usual
 * @param joinsNanos when its first process starts
 * @param lies whether some of what it computes is wrong
 */
record NodePlan(int slots, double speed, long joinsNanos, boolean lies) {

    /** There from the beginning, honest. */
    static NodePlan of(int slots, double speed) {
        return new NodePlan(slots, speed, 0, false);
    }
}
