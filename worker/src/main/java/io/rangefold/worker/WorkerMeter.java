package io.rangefold.worker;

import io.rangefold.protocol.SlotReport.Failure;
import java.util.List;

/** Counts what a worker does. Called from several threads, often: must take no time to speak of, and not fail. */
public interface WorkerMeter {
    /** Counts nothing. */
    WorkerMeter NONE = new WorkerMeter() {};

    /** A slot as it can be looked at from any thread. */
    interface SlotGauge {
        /** How long it has been in kernels, to that moment; now and then some microseconds less than it was before. */
        long busyNanos(long nowNanos);

        /** Leases that it holds. */
        int leases();
    }

    /** These are the slots, from 0. */
    default void slots(List<SlotGauge> slots) {}

    /** A slot has computed a stride. */
    default void strode(long items, long nanos) {}

    /** A stride failed. */
    default void failed(Failure failure) {}

    /** A commit was sent; for the first time, or again. */
    default void sent(boolean again) {}

    /** A commit is safe, so long after it was sent first. */
    default void acknowledged(long nanos) {}

    /** Output could not be stored. */
    default void notStored() {}

    /** The worker is registered with a coordinator, or looks for one. */
    default void registered(boolean now) {}

    /** It gives everything back. */
    default void draining() {}
}
