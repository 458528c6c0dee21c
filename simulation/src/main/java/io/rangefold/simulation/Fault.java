package io.rangefold.simulation;

/**
 * Something that goes wrong at a moment. Nodes are given by number, from 0; coordinators by their rank: 0 is the one that leads
 * then, or else the first.
 */
sealed interface Fault {

    long nanos();

    /** How long it takes until everything is as before. */
    default long forNanos() {
        return 0;
    }

    /** The worker process of a machine ends. */
    record Kill(int node, long nanos) implements Fault {}

    /** The machine ends for good. */
    record PowerOff(int node, long nanos) implements Fault {}

    /** A slot's next stride never ends. */
    record Hang(int node, int slot, long nanos) implements Fault {}

    /** A process is stopped and continues later. */
    record Stop(int node, long nanos, long forNanos) implements Fault {}

    /** A machine is slow for a while. */
    record SlowDown(int node, long nanos, long forNanos, double factor) implements Fault {}

    /** A machine is cut off for a while. */
    record Partition(int node, long nanos, long forNanos) implements Fault {}

    /** A user drains the worker of a machine. */
    record Drain(int node, long nanos) implements Fault {}

    /** The coordinator ends and starts anew, with no memory; users submit again what had not ended. */
    record RestartCoordinator(long nanos) implements Fault {}

    /** A coordinator is stopped and continues later. */
    record StopCoordinator(int rank, long nanos, long forNanos) implements Fault {}

    /** A coordinator's process ends, and starts again later. */
    record KillCoordinator(int rank, long nanos, long forNanos) implements Fault {}

    /** The leader's process ends with its next write, just before or just after that is durable, and starts again later. */
    record KillAtWrite(boolean durable, long nanos, long forNanos) implements Fault {}

    /** A coordinator is cut off from all workers for a while. */
    record CutCoordinator(int rank, long nanos, long forNanos) implements Fault {}

    /** A coordinator is cut off from the disk for a while. */
    record CutDisk(int rank, long nanos, long forNanos) implements Fault {}

    /** The disk is not there for a while. */
    record DiskOutage(long nanos, long forNanos) implements Fault {}
}
