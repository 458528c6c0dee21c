package io.rangefold.coordinator.node;

import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.blob.StoredSegments;
import io.rangefold.coordinator.schedule.ConclusionTask;
import io.rangefold.coordinator.schedule.JobViews;
import io.rangefold.coordinator.schedule.Registration;
import io.rangefold.coordinator.schedule.Scheduler;
import io.rangefold.coordinator.service.Explanation;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.KeyTakenException;
import io.rangefold.coordinator.service.StoreUnavailableException;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.CoordinatorToWorker.VersionRefused;
import io.rangefold.protocol.CoordinatorToWorker.Welcome;
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
import java.util.LinkedHashMap;
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
import org.apache.pekko.pattern.StatusReply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shell around a {@link Scheduler}: hands it what happens, and does what it wants done. */
final class CoordinatorActor extends AbstractBehavior<CoordinatorActor.Command> {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorActor.class);
    /** Name of the actor that workers send to. */
    static final String GATEWAY = "workers";

    /** How long a store may be in trouble until users are told. */
    private static final long PATIENT_TICKS = 20;

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

    record Submit(JobId id, JobRequest request, Job job, ActorRef<StatusReply<JobView>> replyTo) implements Command {}

    record Find(JobId id, ActorRef<Optional<JobView>> replyTo) implements Command {}

    record FindAll(ActorRef<List<JobView>> replyTo) implements Command {}

    record Change(JobId id, JobChange change, ActorRef<StatusReply<Optional<JobView>>> replyTo) implements Command {}

    record Explain(JobId id, ActorRef<Optional<Explanation>> replyTo) implements Command {}

    record GetResult(JobId id, ActorRef<Optional<JobResult>> replyTo) implements Command {}

    record Workers(ActorRef<List<WorkerView>> replyTo) implements Command {}

    record DrainWorker(String worker, ActorRef<Optional<WorkerView>> replyTo) implements Command {}

    record Prune(Duration olderThan, ActorRef<StatusReply<Long>> replyTo) implements Command {}

    record Watch(JobId id, Consumer<JobView> listener) implements Command {}

    record Unwatch(JobId id, Consumer<JobView> listener) implements Command {}

    private record Concluded(JobId id, Conclusion conclusion) implements Command {}

    private record NotConcluded(JobId id, Throwable why) implements Command {}

    private record Tick() implements Command {}

    private record Saved(long group) implements Command {}

    private record StoreTroubled(StoreException why) implements Command {}

    private record StoreRecovered() implements Command {}

    private record TermOver() implements Command {}

    private record StoreFailed(RuntimeException why) implements Command {}

    /** What users do to a job. */
    enum JobChange {
        CANCEL,
        PAUSE,
        RESUME
    }

    private final CoordinatorSettings settings;
    private final BlobStore blobs;
    private final ActorRef<WorkerToCoordinator> gateway;
    private final ActorEffects effects;
    private final Scheduler scheduler;
    private final JobViews views;
    private final Watchers watchers = new Watchers();
    private final Map<Long, WorkerId> nodes = new HashMap<>();
    private final Optional<StoreWriter> writer;
    private final Promises promises = new Promises();
    private final Map<String, JobId> keys = new RecentKeys();
    private Optional<StoreException> trouble = Optional.empty();
    private long troubledTicks;
    private final ExecutorService background = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "conclusions");
        thread.setDaemon(true);
        return thread;
    });
    private long ticks;

    private CoordinatorActor(
            ActorContext<Command> context,
            CoordinatorSettings settings,
            JobKinds kinds,
            BlobStore blobs,
            Tenure tenure) {
        super(context);
        this.settings = settings;
        this.blobs = blobs;
        this.gateway = context.spawn(forwarder(context.getSelf()), GATEWAY);
        this.writer =
                tenure.store().map(store -> new StoreWriter(store, tenure.term(), tenure.self(), blobs, reports()));
        this.effects = new ActorEffects(blobs, writer, watchers, this::conclude);
        this.scheduler = new Scheduler(
                tenure.term().epoch(),
                settings.nodePort(),
                settings.scheduler(),
                effects,
                ThreadLocalRandom.current().nextLong(),
                System.nanoTime(),
                Instant.now());
        this.views = new JobViews(scheduler);
        writer.ifPresent(StoreWriter::start);
        scheduler.restore(tenure.state(), (kind, spec) -> kinds.named(kind).decode(spec, blobs), System.nanoTime());
        settle();
    }

    /** What the writer's thread says becomes messages. */
    private StoreWriter.Listener reports() {
        ActorRef<Command> self = getContext().getSelf();
        return new StoreWriter.Listener() {
            @Override
            public void saved(long group) {
                self.tell(new Saved(group));
            }

            @Override
            public void troubled(StoreException why) {
                self.tell(new StoreTroubled(why));
            }

            @Override
            public void recovered() {
                self.tell(new StoreRecovered());
            }

            @Override
            public void lost() {
                self.tell(new TermOver());
            }

            @Override
            public void failed(RuntimeException why) {
                self.tell(new StoreFailed(why));
            }
        };
    }

    /**
     * A coordinator that leads, until its term is over: then it stops.
     *
     * @param settings ports and patience
     * @param kinds what jobs there can be
     * @param blobs where input data and output is
     * @param tenure what it begins with
     */
    static Behavior<Command> create(CoordinatorSettings settings, JobKinds kinds, BlobStore blobs, Tenure tenure) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(
                    new Tick(), Duration.ofNanos(settings.scheduler().tickNanos()));
            return new CoordinatorActor(context, settings, kinds, blobs, tenure);
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
                .onMessage(Prune.class, m -> then(() -> onPrune(m)))
                .onMessage(Watch.class, m -> then(() -> watchers.add(m.id(), m.listener(), views.job(m.id()))))
                .onMessage(Unwatch.class, m -> then(() -> watchers.remove(m.id(), m.listener())))
                .onMessage(Concluded.class, m -> then(() -> onConcluded(m)))
                .onMessage(NotConcluded.class, m -> then(() -> onNotConcluded(m)))
                .onMessage(Tick.class, m -> isCutOff() ? Behaviors.stopped() : then(this::onTick))
                .onMessage(Saved.class, m -> then(() -> onSaved(m.group())))
                .onMessage(StoreTroubled.class, m -> then(() -> onTroubled(m.why())))
                .onMessage(StoreRecovered.class, m -> then(this::onRecovered))
                .onMessage(StoreFailed.class, this::onStoreFailed)
                .onMessage(TermOver.class, m -> Behaviors.stopped())
                .onSignal(PostStop.class, s -> onStop())
                .build();
    }

    /** Every event ends with saving what was applied, and with telling those who wait and those who watch. */
    private Behavior<Command> then(Runnable event) {
        event.run();
        settle();
        return this;
    }

    private void settle() {
        effects.settle(this::onSaved);
        promises.keep();
        watchers.tellEnded(views);
    }

    private void onSaved(long group) {
        scheduler.groupDurable(group, System.nanoTime());
        promises.durable(group);
    }

    private void onTroubled(StoreException why) {
        LOG.error("nothing can be made durable, trying again: {}", why.getMessage());
        trouble = Optional.of(why);
        troubledTicks = 0;
    }

    private void onRecovered() {
        LOG.info("the store works again");
        trouble = Optional.empty();
    }

    private Behavior<Command> onStoreFailed(StoreFailed message) {
        throw new IllegalStateException("the store refuses a group", message.why());
    }

    /** What users wait for is refused when the store has been in trouble for a while. */
    private void breakPromises() {
        if (trouble.isPresent() && ++troubledTicks > PATIENT_TICKS) {
            promises.breakAll(fault(trouble.get()));
        }
    }

    private static JobFault fault(StoreException why) {
        return new JobFault(
                "store-unavailable",
                "nothing can be stored at present, so nothing was accepted: " + why.getMessage(),
                "--data",
                why.hint().isEmpty() ? "try again later" : why.hint());
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
            hello.replyTo().tell(new Welcome(scheduler.epoch(), gateway));
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

    /** A key that was seen in this term is the job's that came with it; older ones were looked for in the store before. */
    private void onSubmit(Submit message) {
        JobId id = message.request().idempotencyKey().map(keys::get).orElse(message.id());
        ActorRef<StatusReply<JobView>> replyTo = message.replyTo();
        if (trouble.isPresent() && troubledTicks > PATIENT_TICKS) {
            replyTo.tell(StatusReply.error(new StoreUnavailableException(fault(trouble.get()))));
            return;
        }
        if (!id.equals(message.id()) && !isSame(id, message)) {
            replyTo.tell(StatusReply.error(
                    KeyTakenException.of(message.request().idempotencyKey().orElseThrow(), id)));
            return;
        }
        if (id.equals(message.id())) {
            JobRequest request = message.request();
            scheduler.submit(
                    id, request.kind(), message.job(), request.options(), request.idempotencyKey(), System.nanoTime());
            request.idempotencyKey().ifPresent(key -> keys.put(key, id));
        }
        promises.add(
                scheduler.groupOfLastChange(),
                () -> replyTo.tell(StatusReply.success(views.job(id).orElseThrow())),
                why -> {
                    scheduler.withdraw(id, why.fault(), System.nanoTime());
                    message.request().idempotencyKey().ifPresent(keys::remove);
                    replyTo.tell(StatusReply.error(why));
                });
    }

    /** Whether a job that came with the same key is the same job. */
    private boolean isSame(JobId id, Submit message) {
        return views.job(id)
                .filter(known -> known.kind().equals(message.request().kind())
                        && known.arguments().equals(message.job().arguments()))
                .isPresent();
    }

    /** The keys that came last: of those before, the store knows. */
    private static final class RecentKeys extends LinkedHashMap<String, JobId> {
        private static final long serialVersionUID = 1L;
        private static final int MOST = 10_000;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JobId> eldest) {
            return size() > MOST;
        }
    }

    private void onChange(Change message) {
        long now = System.nanoTime();
        switch (message.change()) {
            case CANCEL -> scheduler.cancel(message.id(), now);
            case PAUSE -> scheduler.pause(message.id(), now);
            case RESUME -> scheduler.resume(message.id(), now);
        }
        promises.add(
                scheduler.groupOfLastChange(),
                () -> message.replyTo().tell(StatusReply.success(views.job(message.id()))),
                why -> message.replyTo().tell(StatusReply.error(why)));
    }

    private void onPrune(Prune message) {
        ActorRef<StatusReply<Long>> replyTo = message.replyTo();
        long forgotten = scheduler.forgetEnded(Instant.now().minus(message.olderThan()));
        if (writer.isEmpty()) {
            replyTo.tell(StatusReply.success(forgotten));
            return;
        }
        writer.get()
                .prune(message.olderThan())
                .whenComplete((count, error) -> replyTo.tell(
                        error == null
                                ? StatusReply.success(count)
                                : StatusReply.error(String.valueOf(error.getMessage()))));
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
        effects.disconnectAll();
        writer.ifPresent(StoreWriter::close);
        background.shutdownNow();
        return this;
    }

    private boolean isCutOff() {
        return writer.filter(StoreWriter::isCutOff).isPresent();
    }

    private void onTick() {
        ticks++;
        breakPromises();
        scheduler.tick(System.nanoTime());
        watchers.tellChanged(views);
        if (ticks % SWEEP_TICKS == 0) {
            Set<BlobId> used = scheduler.blobsInUse();
            background.execute(() -> blobs.sweep(used, SWEEP_AGE_NANOS));
        }
    }
}
