package io.rangefold.coordinator.service;

import io.rangefold.protocol.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A worker at one moment.
 *
 * @param id random, of its process
 * @param name as given by {@code --name}, or made of host and process
 * @param address host and port
 * @param slots size of its pool
 * @param busySlots slots that hold a lease
 * @param state where it is in its life
 * @param itemsPerSecond its speed over the last seconds, all jobs together
 * @param committed items that it has committed
 * @param cores processors that its process may use; 0 if not known
 * @param load of its machine, runnable threads averaged over a minute; -1 if not known
 * @param lastCommit when it committed something last
 * @param slotStates what each slot does
 */
public record WorkerView(
        String id,
        String name,
        String address,
        int slots,
        int busySlots,
        State state,
        double itemsPerSecond,
        long committed,
        int cores,
        double load,
        Optional<Instant> lastCommit,
        List<SlotState> slotStates) {

    /** Copies. */
    public WorkerView {
        slotStates = List.copyOf(slotStates);
    }

    /** Of which nothing else is known. */
    public WorkerView(
            String id,
            String name,
            String address,
            int slots,
            int busySlots,
            State state,
            double itemsPerSecond,
            long committed) {
        this(id, name, address, slots, busySlots, state, itemsPerSecond, committed, 0, -1, Optional.empty(), List.of());
    }

    /**
     * What a slot does.
     *
     * @param slot its number, from 0
     * @param job that it works on
     * @param lease id of what it holds; 0 if it is idle
     * @param itemsPerSecond its speed on that; 0 while unknown
     */
    public record SlotState(int slot, Optional<JobId> job, long lease, double itemsPerSecond) {}

    /** Of workers that are there; one that is lost or gone is not listed. */
    public enum State {
        /** Takes work. */
        ACTIVE,
        /** Finishes what it holds and takes no more. */
        DRAINING,
        /** Has computed wrongly and gets no work. */
        QUARANTINED
    }
}
