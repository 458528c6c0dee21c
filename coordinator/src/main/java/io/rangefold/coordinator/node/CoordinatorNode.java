package io.rangefold.coordinator.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.node.CoordinatorActor.Command;
import io.rangefold.coordinator.schedule.SchedulerSettings;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.membership.Membership;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent.MemberRemoved;
import org.apache.pekko.cluster.ClusterEvent.UnreachableMember;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Subscribe;

/** A coordinator as a node of a cluster, with its node port. */
public final class CoordinatorNode implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final ActorSystem<Command> system;
    private final NodePort nodePort;
    private final BlobStore blobs;
    private final JobService jobs;
    private volatile boolean closing;

    private CoordinatorNode(ActorSystem<Command> system, NodePort nodePort, BlobStore blobs, JobService jobs) {
        this.system = system;
        this.nodePort = nodePort;
        this.blobs = blobs;
        this.jobs = jobs;
    }

    /**
     * Where a coordinator listens.
     *
     * @param bind address to listen on
     * @param advertise host by which others reach it
     * @param port of the cluster; 0 for any
     * @param nodePort for liveness connections and blobs; 0 for any
     */
    public record Listen(String bind, String advertise, int port, int nodePort) {}

    /**
     * Starts a coordinator and forms a cluster of one.
     *
     * @throws NodeStartException if an address can't be had
     */
    public static CoordinatorNode start(Listen listen, SchedulerSettings patience, JobKinds kinds, String software)
            throws NodeStartException {
        BlobStore blobs = new BlobStore();
        NodePort nodePort =
                NodePort.start(listen.bind(), listen.nodePort(), blobs, Duration.ofNanos(patience.leaseTimeoutNanos()));
        CoordinatorSettings settings = new CoordinatorSettings(nodePort.port(), patience, software);
        try {
            ActorSystem<Command> system = ActorSystem.create(guardian(settings, blobs), "rangefold", config(listen));
            nodePort.attach(new Connections(system));
            Cluster cluster = Cluster.get(system);
            cluster.manager().tell(new Join(cluster.selfMember().address()));
            JobService jobs = new ActorJobService(system, system.scheduler(), kinds, blobs);
            return new CoordinatorNode(system, nodePort, blobs, jobs);
        } catch (RuntimeException e) {
            nodePort.close();
            blobs.close();
            throw new NodeStartException(
                    "the cluster port can't listen on " + listen.bind() + ":" + listen.port()
                            + ": it is in use, or not an address of this machine",
                    "another coordinator may be running: end it, or choose another --port",
                    e);
        }
    }

    private static Config config(Listen listen) {
        return ConfigFactory.parseMap(Map.of(
                        "pekko.remote.artery.canonical.hostname", listen.advertise(),
                        "pekko.remote.artery.canonical.port", listen.port(),
                        "pekko.remote.artery.bind.hostname", listen.bind(),
                        "pekko.remote.artery.bind.port", listen.port()))
                .withFallback(ConfigFactory.parseResources("rangefold-coordinator.conf"))
                .withFallback(ConfigFactory.parseResources("rangefold-node.conf"))
                .withFallback(ConfigFactory.load());
    }

    /** The coordinator itself, told of what the cluster sees. If it fails, so does the system, and with it the process. */
    private static Behavior<Command> guardian(CoordinatorSettings settings, BlobStore blobs) {
        return Behaviors.setup(context -> {
            ActorRef<Command> coordinator =
                    context.spawn(CoordinatorActor.create(settings, blobs), CoordinatorHandle.NAME);
            context.watch(coordinator);
            context.spawn(Membership.create(), "membership");
            Cluster cluster = Cluster.get(context.getSystem());
            ActorRef<UnreachableMember> unreachable = context.spawn(
                    Behaviors.receiveMessage(event -> {
                        if (!Membership.hears(
                                context.getSystem(), event.member().address())) {
                            coordinator.tell(nodeLost(event.member(), "it is unreachable"));
                        }
                        return Behaviors.same();
                    }),
                    "unreachable");
            ActorRef<MemberRemoved> removed = context.messageAdapter(
                    MemberRemoved.class, event -> nodeLost(event.member(), "it was removed from the cluster"));
            cluster.subscriptions().tell(Subscribe.create(unreachable, UnreachableMember.class));
            cluster.subscriptions().tell(Subscribe.create(removed, MemberRemoved.class));
            return Behaviors.receiveMessage(message -> {
                coordinator.tell(message);
                return Behaviors.same();
            });
        });
    }

    private static Command nodeLost(Member member, String reason) {
        return new CoordinatorActor.NodeLost(member.uniqueAddress().longUid(), reason);
    }

    /** Tells the coordinator of connections. */
    private record Connections(ActorRef<Command> coordinator) implements NodePort.Listener {
        @Override
        public void opened(WorkerId worker, long session, Runnable close) {
            coordinator.tell(new CoordinatorActor.LivenessOpened(worker, session, close));
        }

        @Override
        public void ended(WorkerId worker, long session) {
            coordinator.tell(new CoordinatorActor.LivenessEnded(worker, session));
        }
    }

    public JobService jobs() {
        return jobs;
    }

    /** The cluster port it really listens on. */
    public int port() {
        return Cluster.get(system).selfMember().address().getPort().orElseThrow();
    }

    /** The node port it really listens on. */
    public int nodePort() {
        return nodePort.port();
    }

    /** Completes when it was closed; exceptionally when it ended by itself, which it should not. */
    public CompletionStage<Done> ended() {
        return system.getWhenTerminated().thenApply(done -> {
            if (!closing) {
                throw new IllegalStateException("the coordinator has failed: see the log");
            }
            return done;
        });
    }

    /** Leaves the cluster and ends, within some seconds. */
    @Override
    public void close() {
        closing = true;
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            Adapter.toClassic(system).log().warning("the actor system did not end in time");
        }
        nodePort.close();
        blobs.close();
    }
}
