package io.rangefold.worker;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.LocalActorSystems;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator;
import io.rangefold.protocol.membership.Membership;
import io.rangefold.worker.WorkerActor.Candidates;
import io.rangefold.worker.WorkerActor.Command;
import io.rangefold.worker.WorkerActor.Connected;
import io.rangefold.worker.WorkerActor.DrainNow;
import io.rangefold.worker.WorkerActor.FromCoordinator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.Address;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.ClusterEvent.MemberEvent;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.JoinSeedNodes;
import org.apache.pekko.cluster.typed.Leave;
import org.apache.pekko.cluster.typed.Subscribe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker process. The slots live in a local actor system of their own that stays; the cluster node is another one, which is
 * made anew when the cluster has removed it.
 */
public final class WorkerNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerNode.class);
    private static final String SYSTEM = "rangefold";
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(30);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(5);
    private static final Duration REBUILD_PAUSE = Duration.ofSeconds(1);

    private final NodeAddress address;
    private final WorkerId worker;
    private final Coordinators coordinators;
    private final ExecutorService uploads = Executors.newSingleThreadExecutor(task -> daemon(task, "uploads"));
    private final CompletableFuture<WorkerEnd> ended = new CompletableFuture<>();
    private final ActorSystem<Command> slots;
    private volatile boolean closing;
    private volatile Optional<ActorSystem<CoordinatorToWorker>> node = Optional.empty();

    /**
     * Where a worker listens and whom it joins.
     *
     * @param bind address to listen on
     * @param advertise host by which the coordinator reaches it
     * @param port of the cluster; 0 for any
     * @param join coordinators, as {@code host:port}
     */
    public record NodeAddress(String bind, String advertise, int port, List<HostPort> join) {}

    /** A coordinator's cluster address. */
    public record HostPort(String host, int port) {}

    private WorkerNode(WorkerSettings settings, NodeAddress address, JobKinds kinds, WorkerMeter meter) {
        this.address = address;
        this.worker = settings.id();
        this.coordinators = new Coordinators(address.join());
        this.slots = LocalActorSystems.create(
                WorkerActor.create(settings, kinds, HttpCoordinatorAccess.factory(), uploads, ended, meter),
                "slots",
                "rangefold-worker.conf");
        slots.getWhenTerminated().whenComplete((done, error) -> {
            if (!closing) {
                ended.completeExceptionally(new IllegalStateException("the slots have failed: see the log"));
            }
        });
    }

    /**
     * Starts a worker; it joins as soon as a coordinator is there.
     *
     * @throws RuntimeException if the address can't be had
     */
    public static WorkerNode start(WorkerSettings settings, NodeAddress address, JobKinds kinds) {
        return start(settings, address, kinds, WorkerMeter.NONE);
    }

    /**
     * As above.
     *
     * @param meter counts what it does
     * @throws RuntimeException if the address can't be had
     */
    public static WorkerNode start(WorkerSettings settings, NodeAddress address, JobKinds kinds, WorkerMeter meter) {
        WorkerNode worker = new WorkerNode(settings, address, kinds, meter);
        try {
            worker.startNode();
        } catch (RuntimeException e) {
            worker.slots.terminate();
            throw e;
        }
        return worker;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void startNode() {
        ActorSystem<CoordinatorToWorker> system = ActorSystem.create(guardian(), SYSTEM, config());
        node = Optional.of(system);
        Cluster.get(system)
                .manager()
                .tell(new JoinSeedNodes(coordinators.all().stream()
                        .map(to -> new Address("pekko", SYSTEM, to.host(), to.port()))
                        .toList()));
        long node = Cluster.get(system).selfMember().uniqueAddress().longUid();
        slots.tell(new Connected(gateways(system), node, system));
        system.getWhenTerminated().whenComplete((done, error) -> rebuild());
    }

    private Behavior<CoordinatorToWorker> guardian() {
        return Behaviors.setup(context -> {
            context.spawn(Membership.create(), "membership");
            ActorRef<MemberEvent> members = context.spawn(followCoordinators(), "coordinators");
            Cluster.get(context.getSystem()).subscriptions().tell(Subscribe.create(members, MemberEvent.class));
            return Behaviors.receiveMessage(message -> {
                slots.tell(new FromCoordinator(message));
                return Behaviors.same();
            });
        });
    }

    /** Coordinators that the worker was not told to join are found among the members. */
    private Behavior<MemberEvent> followCoordinators() {
        return Behaviors.receive((context, event) -> {
            Address at = event.member().address();
            boolean isCoordinator = event.member().hasRole(Membership.COORDINATOR)
                    && at.getHost().isPresent()
                    && at.getPort().isPresent();
            if (isCoordinator
                    && coordinators.seen(
                            new HostPort(at.getHost().get(), at.getPort().get()))) {
                slots.tell(new Candidates(gateways(context.getSystem())));
            }
            return Behaviors.same();
        });
    }

    private List<ActorRef<WorkerToCoordinator>> gateways(ActorSystem<?> system) {
        ActorRefResolver resolver = ActorRefResolver.get(system);
        return coordinators.all().stream()
                .map(to -> resolver.<WorkerToCoordinator>resolveActorRef(gateway(to)))
                .toList();
    }

    private static String gateway(HostPort to) {
        return "pekko://" + SYSTEM + "@" + to.host() + ":" + to.port() + "/user/coordinator/workers";
    }

    private Config config() {
        return ConfigFactory.parseMap(Map.of(
                        "pekko.remote.artery.canonical.hostname", address.advertise(),
                        "pekko.remote.artery.canonical.port", address.port(),
                        "pekko.remote.artery.bind.hostname", address.bind(),
                        "pekko.remote.artery.bind.port", address.port(),
                        "pekko.cluster.roles", List.of("worker")))
                .withFallback(ConfigFactory.parseResources("rangefold-node.conf"))
                .withFallback(ConfigFactory.load());
    }

    /** The cluster has removed this node: another one takes its place, while the slots go on. */
    private void rebuild() {
        if (closing) {
            return;
        }
        LOG.atInfo().addKeyValue("worker", worker.value()).log("the cluster node has ended: starting another one");
        daemon(
                        () -> {
                            try {
                                TimeUnit.MILLISECONDS.sleep(REBUILD_PAUSE.toMillis());
                                if (!closing) {
                                    startNode();
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            } catch (RuntimeException | Error e) {
                                LOG.atWarn()
                                        .addKeyValue("worker", worker.value())
                                        .log("the cluster node can't be started, trying again: {}", e.toString());
                                rebuild();
                            }
                        },
                        "rebuild-node")
                .start();
    }

    /** Completes when the worker has drained, or was refused. */
    public CompletableFuture<WorkerEnd> ended() {
        return ended;
    }

    /** Drains, leaves the cluster and ends; within half a minute, even if no coordinator answers. */
    @Override
    public void close() {
        slots.tell(new DrainNow());
        await(ended, DRAIN_PATIENCE, "draining");
        closing = true;
        node.ifPresent(system -> {
            Cluster.get(system)
                    .manager()
                    .tell(Leave.create(Cluster.get(system).selfMember().address()));
            await(system.getWhenTerminated().toCompletableFuture(), STOP_PATIENCE, "leaving the cluster");
            system.terminate();
        });
        slots.terminate();
        uploads.shutdownNow();
    }

    private static void await(CompletableFuture<?> event, Duration patience, String what) {
        try {
            event.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("{} did not end within {} s", what, patience.toSeconds());
        }
    }
}
