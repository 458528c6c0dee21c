package io.rangefold.worker;

import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator;
import java.time.Duration;

/**
 * What a worker is.
 *
 * @param id random, of this process
 * @param name for humans
 * @param slots size of its pool, 1 to {@link WorkerToCoordinator#MAX_SLOTS}
 * @param software version of the software, for messages
 * @param hungAfter a slot that reads no mail for so long will not come back; longer than any lease time-out
 */
public record WorkerSettings(WorkerId id, String name, int slots, String software, Duration hungAfter) {
    /** Checks the bounds. */
    public WorkerSettings {
        if (slots < 1 || slots > WorkerToCoordinator.MAX_SLOTS) {
            throw new IllegalArgumentException(slots + " slots are not within 1 and " + WorkerToCoordinator.MAX_SLOTS);
        }
    }
}
