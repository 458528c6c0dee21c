package io.rangefold.coordinator.node;

import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.blob.StoredSegments;
import io.rangefold.coordinator.schedule.ConclusionTask;
import io.rangefold.coordinator.schedule.JobViews;
import io.rangefold.coordinator.schedule.Registration;
import io.rangefold.coordinator.schedule.Scheduler;
import io.rangefold.coordinator.service.Explanation;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.CoordinatorToWorker.VersionRefused;
import io.rangefold.protocol.CoordinatorToWorker.Welcome;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Protocol;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator;
import io.rangefold.protocol.WorkerToCoordinator.FromSlot;
import io.rangefold.protocol.WorkerToCoordinator.Heartbeat;
import io.rangefold.protocol.WorkerToCoordinator.Hello;
import io.rangefold.protocol.WorkerToCoordinator.Leaving;
import io.rangefold.protocol.WorkerToCoordinator.Register;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shell around a {@link Scheduler}: hands it what happens, and does what it wants done. */
final class CoordinatorActor extends AbstractBehavior<CoordinatorActor.Command> {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorActor.class);
    /** Name of the actor that workers send to. */
    static final String GATEWAY = "workers";

    private static final long SWEEP_TICKS = 600;
    private static final long SWEEP_AGE_NANOS = Duration.ofMinutes(10).toNanos();

    /** What a coordinator can be told. */
    sealed interface Command {}

    /** A worker speaks. */
    record FromWorker(WorkerToCoordinator message) implements Command {}

    /** A worker's liveness connection was opened; {@code close} ends it. */
    record LivenessOpened(WorkerId worker, long session, Runnable close) implements Command {}

    /** A worker's liveness connection has ended. */
    record LivenessEnded(WorkerId worker, long session) implements Command {}

    /** The cluster can't reach a node, or has removed it. */
    record NodeLost(long node, String reason) implements Command {}

    record Submit(JobId id, String kind, Job job, JobOptions options, ActorRef<JobView> replyTo) implements Command {}

    record Find(JobId id, ActorRef<Optional<JobView>> replyTo) implements Command {}

    record FindAll(ActorRef<List<JobView>> replyTo) implements Command {}

    record Change(JobId id, JobChange change, ActorRef<Optional<JobView>> replyTo) implements Command {}

    record Explain(JobId id, ActorRef<Optional<Explanation>> replyTo) implements Command {}

    record GetResult(JobId id, ActorRef<Optional<JobResult>> replyTo) implements Command {}

    record Workers(ActorRef<List<WorkerView>> replyTo) implements Command {}

    record DrainWorker(String worker, ActorRef<Optional<WorkerView>> replyTo) implements Command {}

    record Watch(JobId id, Consumer<JobView> listener) implements Command {}

    record Unwatch(JobId id, Consumer<JobView> listener) implements Command {}

    private record Concluded(JobId id, Conclusion conclusion) implements Command {}

    private record NotConcluded(JobId id, Throwable why) implements Command {}

    private record Tick() implements Command {}

    /** What users do to a job. */
    enum JobChange {
        CANCEL,
        PAUSE,
        RESUME
    }

    private final CoordinatorSettings settings;
    private final BlobStore blobs;
    private final Epoch epoch = new Epoch(JobIds.random(), 1);
    private final ActorRef<WorkerToCoordinator> gateway;
    private final ActorEffects effects;
    private final Scheduler scheduler;
    private final JobViews views;
    private final Watchers watchers = new Watchers();
    private final Map<Long, WorkerId> nodes = new HashMap<>();
    private final ExecutorService background = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "conclusions");
        thread.setDaemon(true);
        return thread;
    });
    private long ticks;

    private CoordinatorActor(ActorContext<Command> context, CoordinatorSettings settings, BlobStore blobs) {
        super(context);
        this.settings = settings;
        this.blobs = blobs;
        this.gateway = context.spawn(forwarder(context.getSelf()), GATEWAY);
        this.effects = new ActorEffects(blobs, watchers, this::conclude);
        this.scheduler = new Scheduler(
                epoch,
                settings.nodePort(),
                settings.scheduler(),
                effects,
                ThreadLocalRandom.current().nextLong(),
                System.nanoTime(),
                Instant.now());
        this.views = new JobViews(scheduler);
    }

    /**
     * @param settings ports and patience
     * @param blobs where input data and output is
     */
    static Behavior<Command> create(CoordinatorSettings settings, BlobStore blobs) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(
                    new Tick(), Duration.ofNanos(settings.scheduler().tickNanos()));
            return new CoordinatorActor(context, settings, blobs);
        }));
    }

    /** An actor for workers to send to. */
    static Behavior<WorkerToCoordinator> forwarder(ActorRef<Command> coordinator) {
        return Behaviors.receiveMessage(message -> {
            coordinator.tell(new FromWorker(message));
            return Behaviors.same();
        });
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(FromWorker.class, m -> then(() -> onWorker(m.message())))
                .onMessage(LivenessOpened.class, m -> then(() -> effects.connected(m.worker(), m.session(), m.close())))
                .onMessage(LivenessEnded.class, m -> then(() -> onLivenessEnded(m)))
                .onMessage(NodeLost.class, m -> then(() -> onNodeLost(m)))
                .onMessage(Submit.class, m -> then(() -> onSubmit(m)))
                .onMessage(Find.class, m -> then(() -> m.replyTo().tell(views.job(m.id()))))
                .onMessage(FindAll.class, m -> then(() -> m.replyTo().tell(views.jobs())))
                .onMessage(Change.class, m -> then(() -> onChange(m)))
                .onMessage(Explain.class, m -> then(() -> m.replyTo().tell(views.explain(m.id()))))
                .onMessage(GetResult.class, m -> then(() -> m.replyTo().tell(views.result(m.id()))))
                .onMessage(Workers.class, m -> then(() -> m.replyTo().tell(views.workers())))
                .onMessage(DrainWorker.class, m -> then(() -> onDrain(m)))
                .onMessage(Watch.class, m -> then(() -> watchers.add(m.id(), m.listener(), views.job(m.id()))))
                .onMessage(Unwatch.class, m -> then(() -> watchers.remove(m.id(), m.listener())))
                .onMessage(Concluded.class, m -> then(() -> onConcluded(m)))
                .onMessage(NotConcluded.class, m -> then(() -> onNotConcluded(m)))
                .onMessage(Tick.class, m -> then(this::onTick))
                .onSignal(PostStop.class, s -> onStop())
                .build();
    }

    /** Every event ends with saving what was applied, and with telling those who watch. */
    private Behavior<Command> then(Runnable event) {
        event.run();
        effects.saveAll(group -> scheduler.groupDurable(group, System.nanoTime()));
        watchers.tellEnded(views);
        return this;
    }

    private void onWorker(WorkerToCoordinator message) {
        long now = System.nanoTime();
        if (message instanceof FromSlot m) {
            scheduler.report(m.sender(), m.slot(), m.report(), now);
        } else if (message instanceof Heartbeat m) {
            effects.knows(m.sender().worker(), m.replyTo());
            scheduler.heartbeat(m.sender(), m.number(), m.slots(), m.draining(), now);
        } else if (message instanceof Hello m) {
            onHello(m);
        } else if (message instanceof Register m) {
            effects.knows(m.worker(), m.replyTo());
            nodes.values().remove(m.worker());
            nodes.put(m.node(), m.worker());
            String address = m.replyTo().path().address().hostPort();
            scheduler.register(
                    new Registration(m.worker(), m.name(), address, m.slots(), m.held(), m.heldEpoch()), now);
        } else if (message instanceof Leaving m) {
            scheduler.leaving(m.sender(), now);
        }
    }

    private void onHello(Hello hello) {
        if (hello.protocol() == Protocol.VERSION) {
            hello.replyTo().tell(new Welcome(epoch, gateway));
        } else {
            LOG.atWarn()
                    .addKeyValue("worker", hello.worker())
                    .log(
                            "refused: it speaks protocol {} (version {}), this coordinator {} (version {})",
                            hello.protocol(),
                            hello.software(),
                            Protocol.VERSION,
                            settings.software());
            hello.replyTo().tell(new VersionRefused(Protocol.VERSION, settings.software()));
        }
    }

    private void onLivenessEnded(LivenessEnded message) {
        effects.disconnected(message.worker(), message.session());
        scheduler.lost(message.worker(), message.session(), "its connection has ended", System.nanoTime());
    }

    private void onNodeLost(NodeLost message) {
        WorkerId worker = nodes.remove(message.node());
        if (worker != null) {
            scheduler.lostNow(worker, message.reason(), System.nanoTime());
        }
    }

    private void onSubmit(Submit message) {
        scheduler.submit(message.id(), message.kind(), message.job(), message.options(), System.nanoTime());
        message.replyTo().tell(views.job(message.id()).orElseThrow());
    }

    private void onChange(Change message) {
        long now = System.nanoTime();
        switch (message.change()) {
            case CANCEL -> scheduler.cancel(message.id(), now);
            case PAUSE -> scheduler.pause(message.id(), now);
            case RESUME -> scheduler.resume(message.id(), now);
        }
        message.replyTo().tell(views.job(message.id()));
    }

    private void onDrain(DrainWorker message) {
        Optional<WorkerView> found = views.workers().stream()
                .filter(w -> w.id().equals(message.worker()) || w.name().equals(message.worker()))
                .findFirst();
        found.ifPresent(worker -> scheduler.drain(new WorkerId(worker.id()), System.nanoTime()));
        message.replyTo()
                .tell(found.flatMap(before -> views.workers().stream()
                        .filter(after -> after.id().equals(before.id()))
                        .findFirst()));
    }

    /** Makes the result on another thread: it may take long. */
    private void conclude(JobId id) {
        ConclusionTask task = scheduler.conclusionTask(id);
        getContext()
                .pipeToSelf(
                        CompletableFuture.supplyAsync(
                                () -> task.conclude(new StoredSegments(task.segments(), blobs)), background),
                        (conclusion, error) ->
                                error == null ? new Concluded(id, conclusion) : new NotConcluded(id, cause(error)));
    }

    private static Throwable cause(Throwable error) {
        return error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    }

    private void onConcluded(Concluded message) {
        scheduler.concluded(message.id(), message.conclusion(), System.nanoTime());
    }

    private void onNotConcluded(NotConcluded message) {
        scheduler.notConcluded(message.id(), message.why(), System.nanoTime());
    }

    private Behavior<Command> onStop() {
        background.shutdownNow();
        return this;
    }

    private void onTick() {
        ticks++;
        scheduler.tick(System.nanoTime());
        watchers.tellChanged(views);
        if (ticks % SWEEP_TICKS == 0) {
            Set<BlobId> used = scheduler.blobsInUse();
            background.execute(() -> blobs.sweep(used, SWEEP_AGE_NANOS));
        }
    }
}
