package io.rangefold.coordinator.service;

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
 */
public record WorkerView(
        String id,
        String name,
        String address,
        int slots,
        int busySlots,
        State state,
        double itemsPerSecond,
        long committed) {

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
