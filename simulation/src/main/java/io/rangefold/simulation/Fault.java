package io.rangefold.simulation;

/** Something that goes wrong at a moment. Nodes are given by number, from 0. */
sealed interface Fault {

    long nanos();

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

    /** The coordinator is stopped and continues later. */
    record StopCoordinator(long nanos, long forNanos) implements Fault {}

    /** The coordinator ends and starts anew, with no memory; users submit again what had not ended. */
    record RestartCoordinator(long nanos) implements Fault {}
}
