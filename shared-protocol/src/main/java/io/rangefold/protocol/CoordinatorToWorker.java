package io.rangefold.protocol;

import java.util.List;
import org.apache.pekko.actor.typed.ActorRef;

/** Everything that a coordinator says to a worker. */
public sealed interface CoordinatorToWorker {

    /**
     * Versions match, and this coordinator leads: register.
     *
     * @param epoch of this coordinator, so that a worker passes by one that another has followed
     * @param coordinator where to
     */
    record Welcome(Epoch epoch, ActorRef<WorkerToCoordinator> coordinator) implements CoordinatorToWorker {}

    /** The versions differ; the worker says so and tries no more. */
    record VersionRefused(int protocol, String software) implements CoordinatorToWorker {}

    /**
     * You are registered.
     *
     * @param epoch of this coordinator
     * @param session to be named in all further messages
     * @param keep leases that go on, under other ids where the coordinator is another; all others are to be dropped
     * @param nodePort port for the liveness connection and blobs, on the coordinator's host; 0 where none is needed
     */
    record Registered(Epoch epoch, long session, List<Kept> keep, int nodePort) implements CoordinatorToWorker {
        /** Copies. */
        public Registered {
            keep = List.copyOf(keep);
        }
    }

    /**
     * A lease that goes on.
     *
     * @param lease the id under which it was claimed
     * @param newLease its id from now on
     * @param mark everything below is safe
     */
    record Kept(long lease, long newLease, long mark) {}

    /** Your registration is not known (any more): register again. */
    record RegisterAgain(Epoch epoch) implements CoordinatorToWorker {}

    /** For a slot. */
    record ToSlot(Epoch epoch, int slot, SlotCommand command) implements CoordinatorToWorker {}

    /** Take no more work, give back what is held, then leave. */
    record Drain(Epoch epoch) implements CoordinatorToWorker {}

    /** Every message of this direction; for registration and tests. */
    static List<Class<? extends CoordinatorToWorker>> types() {
        return List.of(
                Welcome.class, VersionRefused.class, Registered.class, RegisterAgain.class, ToSlot.class, Drain.class);
    }
}
