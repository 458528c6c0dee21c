package io.rangefold.benchmark.commits;

import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.Protocol;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator;
import io.rangefold.protocol.WorkerToCoordinator.FromSlot;
import io.rangefold.protocol.WorkerToCoordinator.Hello;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** The other side of {@link RawServer}: answers every grant with a commit, and does nothing else. */
final class RawClient {
    private static final byte[] PARTIAL = new byte[Long.BYTES];
    private static final long BUSY_NANOS = 1_000;

    private final WorkerId id;
    private final ActorRef<WorkerToCoordinator> server;

    private RawClient(WorkerId id, ActorRef<WorkerToCoordinator> server) {
        this.id = id;
        this.server = server;
    }

    /** Takes the server's reference and a name of its own; ends with its standard input. */
    public static void main(String[] args) throws Exception {
        ActorSystem<CoordinatorToWorker> system = RawNode.start(create(args[0], new WorkerId(args[1])), "raw");
        while (System.in.read() >= 0) {
            continue;
        }
        system.terminate();
    }

    private static Behavior<CoordinatorToWorker> create(String server, WorkerId id) {
        return Behaviors.setup(context -> {
            ActorRef<WorkerToCoordinator> to =
                    ActorRefResolver.get(context.getSystem()).resolveActorRef(server);
            to.tell(new Hello(Protocol.VERSION, "raw", id, context.getSelf()));
            RawClient client = new RawClient(id, to);
            return Behaviors.receiveMessage(message -> {
                client.receive(message);
                return Behaviors.same();
            });
        });
    }

    private void receive(CoordinatorToWorker message) {
        if (message instanceof ToSlot to && to.command() instanceof Grant grant) {
            Commit commit = new Commit(grant.lease(), grant.range(), PARTIAL, Optional.empty(), BUSY_NANOS, "none");
            server.tell(new FromSlot(new Sender(to.epoch(), id, 1), to.slot(), commit));
        }
    }
}
