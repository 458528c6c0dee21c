package io.rangefold.coordinator.schedule;

import io.rangefold.protocol.Claim;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.WorkerId;
import java.util.List;
import java.util.Optional;

/**
 * A worker that wants to work.
 *
 * @param worker the process
 * @param name for humans
 * @param address host and port, for humans
 * @param slots size of its pool
 * @param held leases that it still holds
 * @param heldEpoch whose they are
 * @param cores processors that it may use; 0 if not known
 */
public record Registration(
        WorkerId worker,
        String name,
        String address,
        int slots,
        List<Claim> held,
        Optional<Epoch> heldEpoch,
        int cores) {
    /** Of a worker of which is not known what it runs on. */
    public Registration(
            WorkerId worker, String name, String address, int slots, List<Claim> held, Optional<Epoch> heldEpoch) {
        this(worker, name, address, slots, held, heldEpoch, 0);
    }
}
