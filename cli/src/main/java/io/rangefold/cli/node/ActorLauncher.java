package io.rangefold.cli.node;

import io.rangefold.cli.settings.CoordinatorSettings;
import io.rangefold.cli.settings.HostPort;
import io.rangefold.cli.settings.WorkerSettings;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.coordinator.node.CoordinatorNode;
import io.rangefold.coordinator.node.CoordinatorNode.Listen;
import io.rangefold.coordinator.node.NodeMeter;
import io.rangefold.coordinator.node.NodeStartException;
import io.rangefold.coordinator.schedule.SchedulerSettings;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.StoreOpenException;
import io.rangefold.coordinator.store.sql.SqlStores;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.WorkerId;
import io.rangefold.worker.WorkerEnd;
import io.rangefold.worker.WorkerMeter;
import io.rangefold.worker.WorkerNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/** Starts nodes on Pekko. */
public final class ActorLauncher implements NodeLauncher {
    private final Supplier<JobKinds> kinds;
    private final String software;

    /**
     * @param kinds what can be computed
     * @param software version of the software
     */
    public ActorLauncher(Supplier<JobKinds> kinds, String software) {
        this.kinds = kinds;
        this.software = software;
        // Before there are threads that log at the same time.
        LoggerFactory.getILoggerFactory();
    }

    @Override
    public EmbeddedCluster startEmbedded(int slots, Optional<String> data) {
        return new InProcessCluster(slots, kinds.get(), software, data.map(ActorLauncher::open));
    }

    @Override
    public EmbeddedCluster startLocalCluster(int workers, int slotsPerWorker) {
        CoordinatorNode coordinator = start(
                new Listen("127.0.0.1", "127.0.0.1", 0, 0),
                SchedulerSettings.DEFAULT,
                Optional.empty(),
                List.of(),
                NodeMeter.NONE);
        return new LoopbackCluster(coordinator, workers, slotsPerWorker);
    }

    @Override
    public RunningCoordinator startCoordinator(CoordinatorSettings settings) {
        Optional<JobStore> store = settings.data().map(ActorLauncher::open);
        return MeteredCoordinator.start(software, meter -> {
            CoordinatorNode node = start(
                    new Listen(settings.bind(), settings.advertise(), settings.port(), settings.nodePort()),
                    SchedulerSettings.DEFAULT.withLeaseTimeout(
                            settings.leaseTimeout().toNanos()),
                    store,
                    settings.join().stream().map(HostPort::toString).toList(),
                    meter);
            node.campaign(settings.apiUrl());
            return node;
        });
    }

    private static JobStore open(String data) {
        try {
            return SqlStores.open(data);
        } catch (StoreOpenException e) {
            throw new CliException(ExitCode.FAILED, "can-not-open-data", e.getMessage(), "--data", e.hint());
        }
    }

    private CoordinatorNode start(
            Listen listen, SchedulerSettings patience, Optional<JobStore> store, List<String> join, NodeMeter meter) {
        try {
            return CoordinatorNode.start(listen, patience, kinds.get(), software, store, join, meter);
        } catch (NodeStartException e) {
            store.ifPresent(JobStore::close);
            throw new CliException(ExitCode.FAILED, "can-not-listen", e.getMessage(), "", e.hint());
        }
    }

    @Override
    public RunningWorker startWorker(WorkerSettings settings) {
        io.rangefold.worker.WorkerSettings own = new io.rangefold.worker.WorkerSettings(
                new WorkerId(UUID.randomUUID().toString()),
                settings.name(),
                settings.slots(),
                software,
                settings.hungAfter());
        WorkerNode.NodeAddress address = new WorkerNode.NodeAddress(
                settings.bind(),
                settings.advertise(),
                settings.port(),
                settings.join().stream()
                        .map(to -> new WorkerNode.HostPort(to.host(), to.port()))
                        .toList());
        Optional<WorkerPage> page = WorkerPage.start(settings, software);
        try {
            WorkerMeter meter = page.map(WorkerPage::meter).orElse(WorkerMeter.NONE);
            Worker worker = Worker.of(WorkerNode.start(own, address, kinds.get(), meter), settings.name(), page);
            endWithParent();
            return worker;
        } catch (RuntimeException e) {
            page.ifPresent(WorkerPage::close);
            throw new CliException(
                    ExitCode.FAILED,
                    "can-not-listen",
                    "the worker can't listen on " + settings.bind() + ":" + settings.port()
                            + ": it is in use, or not an address of this machine",
                    "--port",
                    "choose another --port, or none for any that is free");
        }
    }

    /** A worker that {@code run} started is of no use without it. */
    private static void endWithParent() {
        Long parent = Long.getLong(WorkerProcesses.PARENT);
        if (parent != null) {
            ProcessHandle.of(parent)
                    .map(ProcessHandle::onExit)
                    .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()))
                    .thenRun(() -> Runtime.getRuntime().halt(ExitCode.FAILED));
        }
    }

    private record Worker(WorkerNode node, String name, CompletionStage<Void> ended, Optional<WorkerPage> page)
            implements RunningWorker {
        static Worker of(WorkerNode node, String name, Optional<WorkerPage> page) {
            // On a thread of its own, since a successor is started only when this node has ended.
            return new Worker(
                    node, name, node.ended().thenAcceptAsync(end -> onEnd(end, node, page), Worker::start), page);
        }

        private static void start(Runnable task) {
            new Thread(task, "end-of-worker").start();
        }

        private static void onEnd(WorkerEnd end, WorkerNode node, Optional<WorkerPage> page) {
            if (end instanceof WorkerEnd.Hung) {
                node.close();
                // Its successor wants the same port.
                page.ifPresent(WorkerPage::close);
                Successor.replaceThisProcess(System.getenv());
                throw new CliException(
                        ExitCode.FAILED,
                        "kernel-hangs",
                        "a kernel did not come back, so this worker has ended",
                        "",
                        "start it again; systemd does so by itself");
            }
            if (end instanceof WorkerEnd.Refused refused) {
                throw new CliException(
                        ExitCode.NOT_ALLOWED,
                        "other-version",
                        "the coordinator refuses this worker: it speaks protocol " + refused.protocol()
                                + " (version " + refused.software() + "), this worker protocol "
                                + io.rangefold.protocol.Protocol.VERSION,
                        "--join",
                        "run one version of Rangefold on all machines");
            }
        }

        @Override
        public OptionalInt metricsPort() {
            return page.map(it -> OptionalInt.of(it.port())).orElse(OptionalInt.empty());
        }

        @Override
        public void close() {
            node.close();
            page.ifPresent(WorkerPage::close);
        }
    }
}
