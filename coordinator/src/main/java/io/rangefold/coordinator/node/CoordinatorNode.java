package io.rangefold.coordinator.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.rangefold.coordinator.api.Leadership;
import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.node.Candidate.Deliver;
import io.rangefold.coordinator.node.Candidate.Message;
import io.rangefold.coordinator.schedule.Census;
import io.rangefold.coordinator.schedule.SchedulerSettings;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.Leader;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.WorkerId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.typed.Cluster;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A coordinator as a node of a cluster, with its node port. One that shares its store with others leads or stands by; when it
 * has to stop leading, its actor system ends and another one takes its place, which stands by.
 */
public final class CoordinatorNode implements Leadership, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorNode.class);
    private static final Leader ALONE = new Leader("", "");
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final Duration CENSUS_PATIENCE = Duration.ofSeconds(2);
    private static final Duration REBUILD_PAUSE = Duration.ofSeconds(1);

    private final Listen listen;
    private final NodePort nodePort;
    private final BlobStore blobs;
    private final Optional<JobStore> store;
    private final Candidate.Setup setup;
    private final ExecutorService asking;
    private final JobService jobs;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile ActorSystem<Message> system;
    private volatile ActorRef<CoordinatorCommand> users;
    private volatile boolean closing;

    /**
     * Where a coordinator listens.
     *
     * @param bind address to listen on
     * @param advertise host by which others reach it
     * @param port of the cluster; 0 for any
     * @param nodePort for liveness connections and blobs; 0 for any
     */
    public record Listen(String bind, String advertise, int port, int nodePort) {}

    private CoordinatorNode(
            Listen listen,
            NodePort nodePort,
            BlobStore blobs,
            CoordinatorSettings settings,
            JobKinds kinds,
            Optional<JobStore> store,
            List<String> join,
            Optional<Tenure> given,
            NodeMeter meter) {
        this.listen = listen;
        this.nodePort = nodePort;
        this.blobs = blobs;
        this.store = store;
        this.asking = Executors.newSingleThreadExecutor(task -> daemon(task, "leadership"));
        this.setup = new Candidate.Setup(
                settings,
                kinds,
                blobs,
                store.filter(JobStore::isShared),
                given,
                new AtomicReference<>(Optional.empty()),
                join,
                new AtomicReference<>(Standing.UNKNOWN),
                new AtomicBoolean(),
                asking,
                meter);
        this.system = newSystem(listen);
        this.users = newUsers(system);
        ActorJobService present = new ActorJobService(() -> users, () -> system.scheduler(), kinds, blobs);
        this.jobs = store.<JobService>map(kept -> new StoredJobService(present, kept, kinds, blobs))
                .orElse(present);
    }

    /**
     * Starts a coordinator. One that keeps its jobs in memory, or in a store of its own, leads at once; one that shares its
     * store takes part after {@link #campaign}.
     *
     * @param store where jobs are kept, closed with the node; empty to keep them in memory
     * @param join cluster addresses of other coordinators on the same store, as {@code host:port}; may be empty, since the
     *     store knows who leads
     * @throws NodeStartException if an address can't be had, or the store can't be read
     */
    public static CoordinatorNode start(
            Listen listen,
            SchedulerSettings patience,
            JobKinds kinds,
            String software,
            Optional<JobStore> store,
            List<String> join)
            throws NodeStartException {
        return start(listen, patience, kinds, software, store, join, NodeMeter.NONE);
    }

    /**
     * As above.
     *
     * @param meter counts what it does
     * @throws NodeStartException if an address can't be had, or the store can't be read
     */
    public static CoordinatorNode start(
            Listen listen,
            SchedulerSettings patience,
            JobKinds kinds,
            String software,
            Optional<JobStore> store,
            List<String> join,
            NodeMeter meter)
            throws NodeStartException {
        BlobStore blobs = store.map(kept -> new BlobStore(kept::blob)).orElseGet(BlobStore::new);
        Optional<Tenure> given = tenure(store);
        NodePort nodePort =
                NodePort.start(listen.bind(), listen.nodePort(), blobs, Duration.ofNanos(patience.leaseTimeoutNanos()));
        CoordinatorSettings settings = new CoordinatorSettings(nodePort.port(), patience, software);
        try {
            CoordinatorNode node =
                    new CoordinatorNode(listen, nodePort, blobs, settings, kinds, store, join, given, meter);
            nodePort.attach(node.connections());
            node.watchEnd();
            return node;
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

    private static Optional<Tenure> tenure(Optional<JobStore> store) throws NodeStartException {
        if (store.isEmpty()) {
            return Optional.of(Tenure.inMemory());
        }
        if (store.get().isShared()) {
            return Optional.empty();
        }
        try {
            return store.get().tryLead(ALONE).map(term -> Tenure.of(store.get(), term, ALONE));
        } catch (StoreException e) {
            throw new NodeStartException(String.valueOf(e.getMessage()), e.hint(), e);
        }
    }

    private ActorSystem<Message> newSystem(Listen at) {
        return ActorSystem.create(Candidate.create(setup), "rangefold", config(at));
    }

    private static ActorRef<CoordinatorCommand> newUsers(ActorSystem<Message> system) {
        return system.systemActorOf(
                Behaviors.receiveMessage(command -> {
                    system.tell(new Deliver(command));
                    return Behaviors.same();
                }),
                "users",
                Props.empty());
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

    /** Tells the coordinator of connections. */
    private NodePort.Listener connections() {
        return new NodePort.Listener() {
            @Override
            public void opened(WorkerId worker, long session, Runnable close) {
                system.tell(new Deliver(new CoordinatorCommand.LivenessOpened(worker, session, close)));
            }

            @Override
            public void ended(WorkerId worker, long session) {
                system.tell(new Deliver(new CoordinatorCommand.LivenessEnded(worker, session)));
            }
        };
    }

    private void watchEnd() {
        system.getWhenTerminated().whenComplete((done, error) -> {
            if (closing) {
                ended.complete(null);
            } else if (setup.store().isPresent() && !setup.failed().get()) {
                daemon(this::rebuild, "rebuild-node").start();
            } else {
                ended.completeExceptionally(new IllegalStateException("the coordinator has failed: see the log"));
            }
        });
    }

    /** The term is over, or the others have removed this node: it stands by as a new one, at the same address. */
    private void rebuild() {
        Listen same = new Listen(listen.bind(), listen.advertise(), port(), nodePort.port());
        while (!closing) {
            try {
                TimeUnit.MILLISECONDS.sleep(REBUILD_PAUSE.toMillis());
                system = newSystem(same);
                users = newUsers(system);
                watchEnd();
                return;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.warn("the cluster node can't be started, trying again: {}", e.toString());
            }
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Takes part in leadership from now on.
     *
     * @param api where users reach it, as {@code http://host:port}
     */
    public void campaign(String api) {
        setup.self().set(Optional.of(new Leader(listen.advertise() + ":" + port(), api)));
    }

    public JobService jobs() {
        return jobs;
    }

    /** How much there is of everything; never completes in time while this coordinator does not lead. */
    public CompletionStage<Census> census() {
        return AskPattern.ask(users, CoordinatorCommand.TakeCensus::new, CENSUS_PATIENCE, system.scheduler());
    }

    @Override
    public boolean leads() {
        return setup.standing().get().leads();
    }

    @Override
    public long term() {
        return setup.standing().get().term();
    }

    @Override
    public Optional<String> leaderApi() {
        Optional<Leader> self = setup.self().get();
        return setup.standing()
                .get()
                .leader()
                .filter(leader -> !self.equals(Optional.of(leader)))
                .map(Leader::api);
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
    public CompletionStage<Void> ended() {
        return ended;
    }

    /** Saves what there is, leaves the cluster and ends, within some seconds. */
    @Override
    public void close() {
        closing = true;
        system.terminate();
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the actor system did not end in time");
        }
        asking.shutdownNow();
        nodePort.close();
        blobs.close();
        store.ifPresent(JobStore::close);
    }
}
