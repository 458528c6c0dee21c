package io.rangefold.cli.node;

import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.node.CoordinatorHandle;
import io.rangefold.coordinator.node.CoordinatorSettings;
import io.rangefold.coordinator.schedule.SchedulerSettings;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.LocalActorSystems;
import io.rangefold.protocol.WorkerId;
import io.rangefold.worker.CoordinatorAccess;
import io.rangefold.worker.WorkerActor;
import io.rangefold.worker.WorkerActor.Connected;
import io.rangefold.worker.WorkerActor.FromCoordinator;
import io.rangefold.worker.WorkerSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Coordinator and worker as actors of one local actor system: the same actors as in a cluster, without the network. */
final class InProcessCluster implements EmbeddedCluster {
    /** Its slots share a process with the coordinator: leaving it would not free the one that hangs. */
    private static final Duration NEVER = Duration.ofDays(10_000);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private final ActorSystem<Void> system;
    private final Optional<JobStore> store;
    private final BlobStore blobs;
    private final ExecutorService uploads = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "uploads");
        thread.setDaemon(true);
        return thread;
    });
    private final CompletableFuture<JobService> jobs = new CompletableFuture<>();

    /** @param store where jobs are kept, closed with the cluster; empty if they are not kept */
    InProcessCluster(int slots, JobKinds kinds, String software, Optional<JobStore> store) {
        this.store = store;
        this.blobs = store.map(kept -> new BlobStore(kept::blob)).orElseGet(BlobStore::new);
        WorkerSettings worker = new WorkerSettings(new WorkerId("embedded"), "embedded", slots, software, NEVER);
        this.system = LocalActorSystems.create(guardian(worker, kinds), "rangefold", "rangefold-worker.conf");
    }

    private Behavior<Void> guardian(WorkerSettings settings, JobKinds kinds) {
        return Behaviors.setup(context -> {
            CoordinatorHandle coordinator = CoordinatorHandle.spawn(
                    context,
                    new CoordinatorSettings(0, SchedulerSettings.DEFAULT, settings.software()),
                    kinds,
                    blobs,
                    store);
            ActorRef<WorkerActor.Command> worker = spawnWorker(context, settings, kinds);
            ActorRef<CoordinatorToWorker> answers = context.spawn(
                    Behaviors.receiveMessage(message -> {
                        worker.tell(new FromCoordinator(message));
                        return Behaviors.same();
                    }),
                    "answers");
            worker.tell(new Connected(List.of(coordinator.gateway()), 0, answers));
            jobs.complete(coordinator.jobs());
            return Behaviors.empty();
        });
    }

    private ActorRef<WorkerActor.Command> spawnWorker(
            ActorContext<Void> context, WorkerSettings settings, JobKinds kinds) {
        return context.spawn(
                WorkerActor.create(
                        settings, kinds, (host, port) -> new SharedBlobs(blobs), uploads, new CompletableFuture<>()),
                "worker");
    }

    /** Coordinator and worker share one store, and live and die together. */
    private record SharedBlobs(BlobStore blobs) implements CoordinatorAccess {
        @Override
        public byte[] get(BlobId id) {
            return blobs.get(id);
        }

        @Override
        public void store(BlobId id, byte[] content) {
            blobs.put(id, content);
        }

        @Override
        public void keepAlive(WorkerId worker, long session, Runnable ended) {
            // Neither side can end without the other.
        }

        @Override
        public void close() {
            // The cluster closes the store.
        }
    }

    @Override
    public JobService jobs() {
        return jobs.join();
    }

    @Override
    public void close() {
        system.terminate();
        uploads.shutdownNow();
        store.ifPresent(this::close);
        blobs.close();
    }

    /** What was computed last is made durable first. */
    private void close(JobStore kept) {
        try {
            system.getWhenTerminated().toCompletableFuture().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The next process goes on from what is durable.
        }
        kept.close();
    }
}
