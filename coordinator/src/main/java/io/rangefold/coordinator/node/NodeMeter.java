package io.rangefold.coordinator.node;

import io.rangefold.coordinator.schedule.Meter;
import io.rangefold.coordinator.schedule.Note;

/** Counts what a coordinator does. Called from several threads, often: must take no time to speak of, and not fail. */
public interface NodeMeter extends Meter {
    /** Counts nothing. */
    NodeMeter NONE = new NodeMeter() {};

    /** Something happened that is logged too. */
    default void noted(Note note) {}

    /** A message of a worker has waited so long for the coordinator's actor. */
    default void received(long waitedNanos) {}

    /** So many slots were busy and idle in that time. */
    default void slotTime(int busy, int idle, long nanos) {}

    /** A group was made durable, which took so long from the first attempt on. */
    default void stored(int changes, long nanos) {}

    /** The store can't be written, or can again. */
    default void storeTroubled(boolean now) {}

    /** A worker's liveness connection was opened: 1, or has ended: -1. */
    default void connections(int change) {}
}
