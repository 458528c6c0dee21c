package io.rangefold.coordinator.node;

import io.rangefold.coordinator.blob.BlobStore;
import io.rangefold.coordinator.blob.StoredSegments;
import io.rangefold.coordinator.node.CoordinatorCommand.Change;
import io.rangefold.coordinator.node.CoordinatorCommand.ConcludeAgain;
import io.rangefold.coordinator.node.CoordinatorCommand.Concluded;
import io.rangefold.coordinator.node.CoordinatorCommand.DrainWorker;
import io.rangefold.coordinator.node.CoordinatorCommand.Explain;
import io.rangefold.coordinator.node.CoordinatorCommand.Find;
import io.rangefold.coordinator.node.CoordinatorCommand.FindAll;
import io.rangefold.coordinator.node.CoordinatorCommand.FromWorker;
import io.rangefold.coordinator.node.CoordinatorCommand.GetHistory;
import io.rangefold.coordinator.node.CoordinatorCommand.GetPreview;
import io.rangefold.coordinator.node.CoordinatorCommand.GetResult;
import io.rangefold.coordinator.node.CoordinatorCommand.GetTimeline;
import io.rangefold.coordinator.node.CoordinatorCommand.LivenessEnded;
import io.rangefold.coordinator.node.CoordinatorCommand.LivenessOpened;
import io.rangefold.coordinator.node.CoordinatorCommand.MapRanges;
import io.rangefold.coordinator.node.CoordinatorCommand.NodeLost;
import io.rangefold.coordinator.node.CoordinatorCommand.NotConcluded;
import io.rangefold.coordinator.node.CoordinatorCommand.Observe;
import io.rangefold.coordinator.node.CoordinatorCommand.Prioritize;
import io.rangefold.coordinator.node.CoordinatorCommand.Prune;
import io.rangefold.coordinator.node.CoordinatorCommand.Saved;
import io.rangefold.coordinator.node.CoordinatorCommand.StoreFailed;
import io.rangefold.coordinator.node.CoordinatorCommand.StoreRecovered;
import io.rangefold.coordinator.node.CoordinatorCommand.StoreTroubled;
import io.rangefold.coordinator.node.CoordinatorCommand.Submit;
import io.rangefold.coordinator.node.CoordinatorCommand.TakeCensus;
import io.rangefold.coordinator.node.CoordinatorCommand.TermOver;
import io.rangefold.coordinator.node.CoordinatorCommand.Tick;
import io.rangefold.coordinator.node.CoordinatorCommand.Trouble;
import io.rangefold.coordinator.node.CoordinatorCommand.Unwatch;
import io.rangefold.coordinator.node.CoordinatorCommand.Watch;
import io.rangefold.coordinator.node.CoordinatorCommand.Workers;
import io.rangefold.coordinator.schedule.ConclusionTask;
import io.rangefold.coordinator.schedule.JobMonitor;
import io.rangefold.coordinator.schedule.JobViews;
import io.rangefold.coordinator.schedule.Registration;
import io.rangefold.coordinator.schedule.Scheduler;
import io.rangefold.coordinator.store.StoreDamagedException;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.job.BlobUnavailableException;
import io.rangefold.job.JobKinds;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
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
final class CoordinatorActor extends AbstractBehavior<CoordinatorCommand> {
    private static final Logger LOG = LoggerFactory.getLogger(CoordinatorActor.class);
    /** Name of the actor that workers send to. */
    static final String GATEWAY = "workers";

    private static final Duration CONCLUDE_PAUSE = Duration.ofSeconds(1);

    private static final long SWEEP_TICKS = 600;
    private static final long SWEEP_AGE_NANOS = Duration.ofMinutes(10).toNanos();

    private final CoordinatorSettings settings;
    private final BlobStore blobs;
    private final ActorRef<WorkerToCoordinator> gateway;
    private final ActorEffects effects;
    private final Scheduler scheduler;
    private final JobViews views;
    private final JobMonitor monitor;
    private final Watchers watchers = new Watchers();
    private final Map<Long, WorkerId> nodes = new HashMap<>();
    private final Optional<StoreWriter> writer;
    private final UserRequests users;
    private final Previews previews;
    private final NodeMeter meter;
    private final ExecutorService background = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "conclusions");
        thread.setDaemon(true);
        return thread;
    });
    private long ticks;
    private long tickedNanos = System.nanoTime();

    private CoordinatorActor(
            ActorContext<CoordinatorCommand> context,
            CoordinatorSettings settings,
            JobKinds kinds,
            BlobStore blobs,
            Tenure tenure,
            NodeMeter meter) {
        super(context);
        this.meter = meter;
        this.settings = settings;
        this.blobs = blobs;
        this.gateway = context.spawn(forwarder(context.getSelf()), GATEWAY);
        this.writer = tenure.store()
                .map(store -> new StoreWriter(
                        store, tenure.term(), tenure.self(), blobs, new StoreReports(context.getSelf(), meter), meter));
        this.effects = new ActorEffects(
                blobs,
                writer,
                watchers,
                this::conclude,
                new NoteLog(tenure.term().epoch()),
                meter);
        this.scheduler = new Scheduler(
                tenure.term().epoch(),
                settings.nodePort(),
                settings.scheduler(),
                effects,
                ThreadLocalRandom.current().nextLong(),
                System.nanoTime(),
                Instant.now());
        this.views = new JobViews(scheduler);
        this.monitor = new JobMonitor(scheduler, views);
        this.users = new UserRequests(scheduler, views, writer);
        this.previews = new Previews(scheduler, views, blobs, background);
        writer.ifPresent(StoreWriter::start);
        scheduler.restore(tenure.state(), (kind, spec) -> kinds.named(kind).decode(spec, blobs), System.nanoTime());
        settle();
    }

    /**
     * A coordinator that leads, until its term is over: then it stops.
     *
     * @param settings ports and patience
     * @param kinds what jobs there can be
     * @param blobs where input data and output is
     * @param tenure what it begins with
     * @param meter counts what it does
     */
    static Behavior<CoordinatorCommand> create(
            CoordinatorSettings settings, JobKinds kinds, BlobStore blobs, Tenure tenure, NodeMeter meter) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(
                    new Tick(), Duration.ofNanos(settings.scheduler().tickNanos()));
            return new CoordinatorActor(context, settings, kinds, blobs, tenure, meter);
        }));
    }

    /** An actor for workers to send to. */
    static Behavior<WorkerToCoordinator> forwarder(ActorRef<CoordinatorCommand> coordinator) {
        return Behaviors.receiveMessage(message -> {
            coordinator.tell(new FromWorker(message, System.nanoTime()));
            return Behaviors.same();
        });
    }

    @Override
    public Receive<CoordinatorCommand> createReceive() {
        return newReceiveBuilder()
                .onMessage(FromWorker.class, m -> then(() -> onWorker(m)))
                .onMessage(LivenessOpened.class, m -> then(() -> effects.connected(m.worker(), m.session(), m.close())))
                .onMessage(LivenessEnded.class, m -> then(() -> onLivenessEnded(m)))
                .onMessage(NodeLost.class, m -> then(() -> onNodeLost(m)))
                .onMessage(Submit.class, m -> then(() -> users.submit(m)))
                .onMessage(Find.class, m -> then(() -> m.replyTo().tell(views.job(m.id()))))
                .onMessage(FindAll.class, m -> then(() -> m.replyTo().tell(views.jobs())))
                .onMessage(Change.class, m -> then(() -> users.change(m)))
                .onMessage(Prioritize.class, m -> then(() -> users.prioritize(m)))
                .onMessage(
                        GetHistory.class,
                        m -> then(() -> m.replyTo().tell(effects.history(m.job(), m.after(), m.limit()))))
                .onMessage(Trouble.class, m -> then(() -> m.replyTo().tell(users.trouble())))
                .onMessage(Explain.class, m -> then(() -> m.replyTo().tell(views.explain(m.id()))))
                .onMessage(MapRanges.class, m -> then(() -> m.replyTo().tell(monitor.rangeMap(m.id(), m.part()))))
                .onMessage(GetTimeline.class, m -> then(() -> m.replyTo().tell(monitor.timeline(m.id(), 0))))
                .onMessage(
                        Observe.class, m -> then(() -> m.replyTo().tell(monitor.observe(m.wish(), users.isTroubled()))))
                .onMessage(GetResult.class, m -> then(() -> m.replyTo().tell(views.result(m.id()))))
                .onMessage(TakeCensus.class, m -> then(() -> m.replyTo().tell(views.census())))
                .onMessage(GetPreview.class, m -> then(() -> previews.show(m)))
                .onMessage(Workers.class, m -> then(() -> m.replyTo().tell(views.workers())))
                .onMessage(DrainWorker.class, m -> then(() -> users.drain(m)))
                .onMessage(Prune.class, m -> then(() -> users.prune(m)))
                .onMessage(Watch.class, m -> then(() -> watchers.add(m.id(), m.listener(), views.job(m.id()))))
                .onMessage(Unwatch.class, m -> then(() -> watchers.remove(m.id(), m.listener())))
                .onMessage(Concluded.class, m -> then(() -> onConcluded(m)))
                .onMessage(NotConcluded.class, m -> then(() -> onNotConcluded(m)))
                .onMessage(ConcludeAgain.class, m -> then(() -> onConcludeAgain(m.id())))
                .onMessage(Tick.class, m -> isCutOff() ? Behaviors.stopped() : then(this::onTick))
                .onMessage(Saved.class, m -> then(() -> onSaved(m.group())))
                .onMessage(StoreTroubled.class, m -> then(() -> users.troubled(m.why())))
                .onMessage(StoreRecovered.class, m -> then(users::recovered))
                .onMessage(StoreFailed.class, this::onStoreFailed)
                .onMessage(TermOver.class, m -> Behaviors.stopped())
                .onSignal(PostStop.class, s -> onStop())
                .build();
    }

    /** Every event ends with saving what was applied, and with telling those who wait and those who watch. */
    private Behavior<CoordinatorCommand> then(Runnable event) {
        event.run();
        settle();
        return this;
    }

    private void settle() {
        effects.settle(this::onSaved);
        users.answer();
        watchers.tellEnded(views);
    }

    private void onSaved(long group) {
        scheduler.groupDurable(group, System.nanoTime());
        users.durable(group);
    }

    private Behavior<CoordinatorCommand> onStoreFailed(StoreFailed message) {
        throw new IllegalStateException("the store refuses a group", message.why());
    }

    private void onWorker(FromWorker received) {
        long now = System.nanoTime();
        meter.received(now - received.cameNanos());
        WorkerToCoordinator message = received.message();
        if (message instanceof FromSlot m) {
            scheduler.report(m.sender(), m.slot(), m.report(), now);
        } else if (message instanceof Heartbeat m) {
            effects.knows(m.sender().worker(), m.replyTo());
            scheduler.heartbeat(m.sender(), m.number(), m.slots(), m.draining(), m.load(), now);
        } else if (message instanceof Hello m) {
            onHello(m);
        } else if (message instanceof Register m) {
            effects.knows(m.worker(), m.replyTo());
            nodes.values().remove(m.worker());
            nodes.put(m.node(), m.worker());
            String address = m.replyTo().path().address().hostPort();
            scheduler.register(
                    new Registration(m.worker(), m.name(), address, m.slots(), m.held(), m.heldEpoch(), m.cores()),
                    now);
        } else if (message instanceof Leaving m) {
            scheduler.leaving(m.sender(), now);
        }
    }

    private void onHello(Hello hello) {
        if (hello.protocol() == Protocol.VERSION) {
            hello.replyTo().tell(new Welcome(scheduler.epoch(), gateway));
        } else {
            LOG.atWarn()
                    .addKeyValue("worker", hello.worker().value())
                    .addKeyValue("epoch", scheduler.epoch().number())
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

    /** What the store can't be asked for now, it can later. */
    private void onNotConcluded(NotConcluded message) {
        if (mayPass(message.why())) {
            LOG.atWarn()
                    .addKeyValue("job", message.id().value())
                    .addKeyValue("epoch", scheduler.epoch().number())
                    .log("the result has to wait: {}", message.why().getMessage());
            getContext().scheduleOnce(CONCLUDE_PAUSE, getContext().getSelf(), new ConcludeAgain(message.id()));
        } else {
            scheduler.notConcluded(message.id(), message.why(), System.nanoTime());
        }
    }

    private static boolean mayPass(Throwable why) {
        return why instanceof BlobUnavailableException
                && why.getCause() instanceof StoreException
                && !(why.getCause() instanceof StoreDamagedException);
    }

    private void onConcludeAgain(JobId id) {
        if (scheduler.isConcluding(id)) {
            conclude(id);
        }
    }

    private Behavior<CoordinatorCommand> onStop() {
        effects.disconnectAll();
        writer.ifPresent(StoreWriter::close);
        meter.storeTroubled(false);
        background.shutdownNow();
        return this;
    }

    /** Looked at with every tick: what happens between two of them evens out. */
    private void meterSlots(long nowNanos) {
        int busy = views.busySlots();
        meter.slotTime(busy, views.slots() - busy, nowNanos - tickedNanos);
        tickedNanos = nowNanos;
    }

    private boolean isCutOff() {
        return writer.filter(it -> it.isCutOff(System.nanoTime())).isPresent();
    }

    private void onTick() {
        ticks++;
        users.tick();
        previews.forgetOld(System.nanoTime());
        long now = System.nanoTime();
        meterSlots(now);
        scheduler.tick(now);
        watchers.tellChanged(views);
        if (ticks % SWEEP_TICKS == 0) {
            Set<BlobId> used = scheduler.blobsInUse();
            background.execute(() -> blobs.sweep(used, SWEEP_AGE_NANOS));
        }
    }
}
