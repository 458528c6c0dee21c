package io.rangefold.protocol;

import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;

/** Everything that a worker says to a coordinator. */
public sealed interface WorkerToCoordinator {

    /** The most slots that a worker may have. */
    int MAX_SLOTS = 4096;

    /**
     * The first message; its form never changes. Answered with {@link CoordinatorToWorker.Welcome} or
     * {@link CoordinatorToWorker.VersionRefused}.
     *
     * @param protocol version of the protocol that the worker speaks
     * @param software version of the software, for messages
     * @param worker the process
     * @param replyTo where answers go
     */
    record Hello(int protocol, String software, WorkerId worker, ActorRef<CoordinatorToWorker> replyTo)
            implements WorkerToCoordinator {}

    /**
     * Here I am; answered with {@link CoordinatorToWorker.Registered}.
     *
     * @param worker the process
     * @param name for humans
     * @param node unique number of its cluster node, so that events of an earlier one at the same address are not taken for
     *     its own; 0 where there is no cluster
     * @param slots size of the pool
     * @param cores processors that the process may use, for humans
     * @param held leases that the worker still holds
     * @param heldEpoch whose they are; empty if it was never registered
     * @param replyTo where everything else goes
     */
    record Register(
            WorkerId worker,
            String name,
            long node,
            int slots,
            int cores,
            List<Claim> held,
            Optional<Epoch> heldEpoch,
            ActorRef<CoordinatorToWorker> replyTo)
            implements WorkerToCoordinator {
        /** Checks the bounds. */
        public Register {
            if (slots < 1 || slots > MAX_SLOTS || cores < 0 || name.length() > 200 || held.size() > 2 * slots) {
                throw new IllegalArgumentException("not a registration: " + slots + " slots, " + held.size() + " held");
            }
            held = List.copyOf(held);
        }
    }

    /**
     * I am alive, and this is what I hold. Sent every half second.
     *
     * @param sender under which registration
     * @param number grows; an older one is ignored
     * @param slots one for each lease held
     * @param draining whether the worker takes no more work
     * @param load of the machine, runnable threads averaged over a minute; -1 if not known; for humans
     * @param replyTo where {@link CoordinatorToWorker.RegisterAgain} goes if the registration is not known
     */
    record Heartbeat(
            Sender sender,
            long number,
            List<SlotStatus> slots,
            boolean draining,
            double load,
            ActorRef<CoordinatorToWorker> replyTo)
            implements WorkerToCoordinator {
        /** Copies. */
        public Heartbeat {
            slots = List.copyOf(slots);
        }
    }

    /** A slot's report. */
    record FromSlot(Sender sender, int slot, SlotReport report) implements WorkerToCoordinator {}

    /** Drained: nothing is held any more, and the process is about to end. */
    record Leaving(Sender sender) implements WorkerToCoordinator {}

    /** Every message of this direction; for registration and tests. */
    static List<Class<? extends WorkerToCoordinator>> types() {
        return List.of(Hello.class, Register.class, Heartbeat.class, FromSlot.class, Leaving.class);
    }
}
