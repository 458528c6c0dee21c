package io.rangefold.worker;

import io.rangefold.job.BlobUnavailableException;
import io.rangefold.job.JobKinds;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.CoordinatorToWorker.Drain;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.CoordinatorToWorker.RegisterAgain;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.CoordinatorToWorker.VersionRefused;
import io.rangefold.protocol.CoordinatorToWorker.Welcome;
import io.rangefold.protocol.Protocol;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotReport.StrideFailed;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator;
import io.rangefold.protocol.WorkerToCoordinator.FromSlot;
import io.rangefold.protocol.WorkerToCoordinator.Heartbeat;
import io.rangefold.protocol.WorkerToCoordinator.Hello;
import io.rangefold.protocol.WorkerToCoordinator.Leaving;
import io.rangefold.protocol.WorkerToCoordinator.Register;
import io.rangefold.worker.registration.Allegiance;
import io.rangefold.worker.registration.LeaseNames;
import io.rangefold.worker.slot.SlotMachine;
import io.rangefold.worker.slot.SlotOutput;
import io.rangefold.worker.slot.SlotSettings;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.PostStop;
import org.apache.pekko.actor.typed.javadsl.AbstractBehavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.Receive;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** A worker: keeps itself registered with a coordinator, and carries messages between it and the slots. */
public final class WorkerActor extends AbstractBehavior<WorkerActor.Command> {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerActor.class);
    private static final String SLOT_DISPATCHER = "rangefold.slot-dispatcher";
    private static final int CORES = Runtime.getRuntime().availableProcessors();
    private static final int EMPTY_TICKS_TO_LEAVE = 2;
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int TICKS_PER_HEARTBEAT = (int) (Protocol.HEARTBEAT_MILLIS / TICK.toMillis());
    /** While nobody has answered. Half of these are lost on a coordinator that is just being started. */
    private static final int TICKS_PER_HELLO = 2;
    /** One that has welcomed this worker and answers no registration may be busy taking over. */
    private static final int TICKS_PER_REGISTRATION = 15;
    /** Candidates that refuse this version while the others say nothing: a standby never says anything. */
    private static final int REFUSED_TICKS = 50;
    /** For each slot; one holds two at most. */
    private static final int LEASES_REMEMBERED = 4;

    /** What a worker can be told. */
    public sealed interface Command {}

    /** The coordinator speaks. */
    public record FromCoordinator(CoordinatorToWorker message) implements Command {}

    /**
     * There is a way to coordinators.
     *
     * @param candidates where one may be
     * @param node unique number of this process's cluster node; 0 where there is none
     * @param replyTo where their answers are to go; ends up in {@link FromCoordinator}
     */
    public record Connected(
            List<ActorRef<WorkerToCoordinator>> candidates, long node, ActorRef<CoordinatorToWorker> replyTo)
            implements Command {}

    /** Coordinators may be elsewhere by now; the present one stays. */
    public record Candidates(List<ActorRef<WorkerToCoordinator>> candidates) implements Command {}

    /** Finish, give everything back, and leave. */
    public record DrainNow() implements Command {}

    private record SlotReports(int slot, SlotReport report) implements Command {}

    private record SlotReportsOutput(int slot, Commit commit, byte[] output) implements Command {}

    private record LivenessEnded(long session) implements Command {}

    private record Tick() implements Command {}

    private final WorkerSettings settings;
    private final WorkerId id;
    private final CoordinatorAccess.Factory accesses;
    private final ExecutorService uploads;
    private final JobCache jobs;
    private final CompletableFuture<WorkerEnd> ended;
    private final WorkerMeter meter;
    private final CommitClock commits;
    private final LeaseFields leases;
    private final long[] lastFailed;
    private final Allegiance<ActorRef<WorkerToCoordinator>> allegiance;
    private final LeaseNames names = new LeaseNames();
    private final Set<Long> uploading = ConcurrentHashMap.newKeySet();
    private final List<SlotActor.Mailbox> slots = new ArrayList<>();
    private List<ActorRef<WorkerToCoordinator>> candidates = List.of();
    private long node;
    private Optional<ActorRef<CoordinatorToWorker>> replyTo = Optional.empty();
    private volatile Optional<CoordinatorAccess> access = Optional.empty();
    private boolean draining;
    private boolean left;
    private boolean hung;
    private int refusals;
    private long refusedTicks;
    private long ticks;
    private int emptyTicks;
    private long helloTicks;

    private WorkerActor(
            ActorContext<Command> context,
            WorkerSettings settings,
            JobKinds kinds,
            CoordinatorAccess.Factory accesses,
            ExecutorService uploads,
            CompletableFuture<WorkerEnd> ended,
            WorkerMeter meter) {
        super(context);
        this.meter = meter;
        this.commits = new CommitClock(LEASES_REMEMBERED * settings.slots());
        this.leases = new LeaseFields(LEASES_REMEMBERED * settings.slots());
        this.lastFailed = new long[settings.slots()];
        this.settings = settings;
        this.id = settings.id();
        this.accesses = accesses;
        this.uploads = uploads;
        this.ended = ended;
        this.allegiance = new Allegiance<>(id);
        this.jobs = new JobCache(kinds, blob -> currentAccess().get(blob));
        for (int number = 0; number < settings.slots(); number++) {
            slots.add(spawnSlot(number));
        }
        meter.slots(List.copyOf(slots));
    }

    /**
     * @param settings name, slots
     * @param kinds what it can compute
     * @param accesses makes the access to a coordinator's blobs
     * @param uploads runs blocking uploads
     * @param ended completed when the worker has left, or was refused
     */
    public static Behavior<Command> create(
            WorkerSettings settings,
            JobKinds kinds,
            CoordinatorAccess.Factory accesses,
            ExecutorService uploads,
            CompletableFuture<WorkerEnd> ended) {
        return create(settings, kinds, accesses, uploads, ended, WorkerMeter.NONE);
    }

    /**
     * As above.
     *
     * @param meter counts what it does
     */
    public static Behavior<Command> create(
            WorkerSettings settings,
            JobKinds kinds,
            CoordinatorAccess.Factory accesses,
            ExecutorService uploads,
            CompletableFuture<WorkerEnd> ended,
            WorkerMeter meter) {
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Tick(), TICK);
            return new WorkerActor(context, settings, kinds, accesses, uploads, ended, meter);
        }));
    }

    private SlotActor.Mailbox spawnSlot(int number) {
        ActorRef<Command> self = getContext().getSelf();
        SlotOutput output = new SlotOutput() {
            @Override
            public void report(SlotReport report) {
                self.tell(new SlotReports(number, report));
            }

            @Override
            public void reportWithOutput(Commit commit, byte[] bytes) {
                self.tell(new SlotReportsOutput(number, commit, bytes));
            }
        };
        SlotActor.Mailbox mailbox = new SlotActor.Mailbox();
        SlotActor.Outbox outbox = new SlotActor.Outbox(output);
        SlotMachine machine = new SlotMachine(number, SlotSettings.DEFAULT, jobs, outbox);
        ActorRef<SlotActor.Wake> slot = getContext()
                .spawn(
                        SlotActor.create(machine, mailbox, outbox, meter),
                        "slot-" + number,
                        DispatcherSelector.fromConfig(SLOT_DISPATCHER));
        // A slot that fails, which none should, ends the worker, and with it the process.
        getContext().watch(slot);
        mailbox.attach(slot);
        return mailbox;
    }

    private CoordinatorAccess currentAccess() {
        return access.orElseThrow(() -> new BlobUnavailableException("not registered", null));
    }

    @Override
    public Receive<Command> createReceive() {
        return newReceiveBuilder()
                .onMessage(SlotReports.class, this::onReport)
                .onMessage(SlotReportsOutput.class, this::onReportWithOutput)
                .onMessage(FromCoordinator.class, m -> onCoordinator(m.message()))
                .onMessage(Connected.class, this::onConnected)
                .onMessage(Candidates.class, this::onCandidates)
                .onMessage(LivenessEnded.class, this::onLivenessEnded)
                .onMessage(DrainNow.class, m -> onDrain())
                .onMessage(Tick.class, m -> onTick())
                .onSignal(PostStop.class, s -> onStop())
                .build();
    }

    private Behavior<Command> onConnected(Connected message) {
        candidates = message.candidates();
        node = message.node();
        replyTo = Optional.of(message.replyTo());
        hello();
        return this;
    }

    private Behavior<Command> onCandidates(Candidates message) {
        candidates = message.candidates();
        return this;
    }

    /** Asks every candidate whether it leads; the one that answers is registered with. */
    private void hello() {
        allegiance.look();
        meter.registered(false);
        helloTicks = ticks;
        refusals = 0;
        replyTo.ifPresent(ref -> candidates.forEach(
                candidate -> candidate.tell(new Hello(Protocol.VERSION, settings.software(), id, ref))));
    }

    private Behavior<Command> onCoordinator(CoordinatorToWorker message) {
        if (message instanceof ToSlot toSlot) {
            onToSlot(toSlot);
        } else if (message instanceof Welcome welcome) {
            onWelcome(welcome);
        } else if (message instanceof Registered registered) {
            onRegistered(registered);
        } else if (message instanceof RegisterAgain again) {
            if (!left && allegiance.mayDismiss(again.epoch())) {
                log(Level.INFO).log("the coordinator does not know this worker: registering again");
                hello();
            }
        } else if (message instanceof VersionRefused refused) {
            onRefused(refused);
        } else if (message instanceof Drain drain) {
            if (allegiance.obeys(drain.epoch())) {
                onDrain();
            }
        }
        return this;
    }

    /** When every candidate that says anything speaks another version, there is nobody to work for. */
    private void onRefused(VersionRefused refused) {
        refusals++;
        if (refusedTicks == 0) {
            refusedTicks = ticks;
        }
        boolean isAlone = allegiance.sender().isEmpty() && !allegiance.isAsking();
        if (isAlone && (refusals >= candidates.size() || ticks - refusedTicks > REFUSED_TICKS)) {
            ended.complete(new WorkerEnd.Refused(refused.protocol(), refused.software()));
        }
    }

    private void onWelcome(Welcome welcome) {
        if (!left && allegiance.welcome(welcome.coordinator(), welcome.epoch())) {
            refusedTicks = 0;
            replyTo.ifPresent(ref -> welcome.coordinator()
                    .tell(new Register(
                            id, settings.name(), node, slots.size(), CORES, claims(), allegiance.lastEpoch(), ref)));
        }
    }

    private List<Claim> claims() {
        List<Claim> all = new ArrayList<>();
        slots.forEach(slot -> slot.claims().forEach(claim -> all.add(names.rename(claim))));
        return all;
    }

    private List<SlotStatus> held() {
        List<SlotStatus> all = new ArrayList<>();
        slots.forEach(slot -> slot.held().forEach(status -> all.add(names.rename(status))));
        return all;
    }

    private void onRegistered(Registered message) {
        Optional<Allegiance.Change> change = allegiance.registered(message.epoch(), message.session());
        if (change.isEmpty()) {
            return;
        }
        if (change.get() == Allegiance.Change.OTHER_CLUSTER) {
            log(Level.INFO).log("another coordinator: dropping what was computed for the last one");
            names.forget();
            jobs.clear();
            slots.forEach(slot -> slot.post((machine, now) -> machine.forgetAll()));
        } else {
            List<Long> shown = slots.stream()
                    .flatMap(slot -> slot.held().stream())
                    .map(SlotStatus::lease)
                    .toList();
            Map<Long, Kept> keep = names.kept(shown, message.keep());
            keep.forEach((lease, kept) -> leases.renamed(lease, kept.newLease()));
            slots.forEach(slot -> slot.post((machine, now) -> machine.keepOnly(keep, now)));
        }
        access.ifPresent(CoordinatorAccess::close);
        CoordinatorAccess opened = accesses.open(coordinatorHost(), message.nodePort());
        access = Optional.of(opened);
        ActorRef<Command> self = getContext().getSelf();
        opened.keepAlive(id, message.session(), () -> self.tell(new LivenessEnded(message.session())));
        meter.registered(true);
        log(Level.INFO)
                .log(
                        "registered with the coordinator, {} slots, session {}, {} leases go on",
                        slots.size(),
                        message.session(),
                        message.keep().size());
        heartbeat();
    }

    private String coordinatorHost() {
        return allegiance
                .coordinator()
                .map(ref -> ref.path().address().host())
                .filter(host -> host.isDefined())
                .map(host -> host.get())
                .orElse("");
    }

    private void onToSlot(ToSlot message) {
        if (allegiance.obeys(message.epoch()) && message.slot() >= 0 && message.slot() < slots.size()) {
            note(message.command());
            SlotActor.Mailbox slot = slots.get(message.slot());
            slot.post((machine, now) -> machine.handle(message.command(), now));
            if (draining) {
                slot.post(SlotMachine::giveBack);
            }
        }
    }

    private Behavior<Command> onReport(SlotReports message) {
        if (message.report() instanceof Commit commit) {
            noteSent(commit);
        } else if (message.report() instanceof StrideFailed failed && lastFailed[message.slot()] != failed.lease()) {
            // A lease fails once, and may say it again.
            lastFailed[message.slot()] = failed.lease();
            meter.failed(failed.failure());
            logFailure(failed);
        }
        tell(message.slot(), message.report());
        return this;
    }

    private void logFailure(StrideFailed failed) {
        leases.of(failed.lease(), log(Level.WARN)).log("the range {} failed: {}", failed.stride(), failed.message());
    }

    /** A line about this worker, under its present registration. */
    private LoggingEventBuilder log(Level level) {
        LoggingEventBuilder line = LOG.atLevel(level).addKeyValue("worker", id.value());
        return allegiance
                .lastEpoch()
                .map(epoch -> line.addKeyValue("epoch", epoch.number()))
                .orElse(line);
    }

    /** Output counts from the moment when it can be sent. */
    private void noteSent(Commit commit) {
        if (allegiance.sender().isPresent()) {
            meter.sent(!commits.sent(commit.lease(), commit.range().high(), System.nanoTime()));
        }
    }

    private void note(SlotCommand command) {
        if (command instanceof Grant grant) {
            leases.granted(grant);
        } else if (command instanceof Acknowledge ack) {
            // Of an audit nothing becomes durable: it is over.
            long mark = ack.closed() ? Long.MAX_VALUE : ack.mark();
            commits.acknowledged(ack.lease(), mark, System.nanoTime()).ifPresent(meter::acknowledged);
        }
    }

    private void tell(int slot, SlotReport report) {
        say(sender -> new FromSlot(sender, slot, report));
    }

    /** To the coordinator, while there is one. */
    private void say(Function<Sender, WorkerToCoordinator> message) {
        allegiance
                .sender()
                .ifPresent(sender -> allegiance.coordinator().ifPresent(ref -> ref.tell(message.apply(sender))));
    }

    /** The output goes first; if that fails, nothing is sent, and the slot will say it again. */
    private Behavior<Command> onReportWithOutput(SlotReportsOutput message) {
        if (allegiance.sender().isEmpty() || access.isEmpty()) {
            return this;
        }
        CoordinatorAccess to = access.get();
        Commit commit = message.commit();
        if (!uploading.add(commit.lease())) {
            return this;
        }
        ActorRef<Command> self = getContext().getSelf();
        LoggingEventBuilder line = leases.of(commit.lease(), log(Level.WARN));
        uploads.execute(() -> {
            try {
                to.store(commit.segment().orElseThrow().id(), message.output());
                self.tell(new SlotReports(message.slot(), commit));
            } catch (RuntimeException e) {
                meter.notStored();
                line.log("output could not be stored, will be tried again: {}", e.getMessage());
            } finally {
                uploading.remove(commit.lease());
            }
        });
        return this;
    }

    private Behavior<Command> onLivenessEnded(LivenessEnded message) {
        if (!left && allegiance.isPresent(message.session())) {
            log(Level.INFO).log("the coordinator is not heard any more: looking for one, while the slots go on");
            hello();
        }
        return this;
    }

    private Behavior<Command> onDrain() {
        if (!draining) {
            draining = true;
            meter.draining();
            log(Level.INFO).log("draining: committing what is computed, giving back the rest");
            slots.forEach(slot -> slot.post(SlotMachine::giveBack));
            heartbeat();
        }
        return this;
    }

    private Behavior<Command> onTick() {
        if (left) {
            return this;
        }
        ticks++;
        long now = System.nanoTime();
        slots.forEach(slot -> slot.tick(now));
        // One that was told to drain is not wanted any more, and needs no successor.
        if (!draining && slots.stream().anyMatch(slot -> isHung(slot, now))) {
            hung = true;
            slots.stream().filter(slot -> isHung(slot, now)).forEach(this::logHung);
            onDrain();
        }
        if (allegiance.sender().isPresent()) {
            if (ticks % TICKS_PER_HEARTBEAT == 0) {
                heartbeat();
            }
        } else if (ticks - helloTicks >= (allegiance.isAsking() ? TICKS_PER_REGISTRATION : TICKS_PER_HELLO)) {
            hello();
        }
        if (draining) {
            leaveWhenEmpty(now);
        }
        return this;
    }

    private void logHung(SlotActor.Mailbox slot) {
        slot.held()
                .forEach(status -> leases.of(status.lease(), log(Level.ERROR))
                        .addKeyValue("slot", status.slot())
                        .log("a kernel does not come back: this worker finishes what its other slots do, and ends"));
    }

    private void heartbeat() {
        replyTo.ifPresent(ref -> say(sender -> new Heartbeat(sender, ticks, held(), draining, load(), ref)));
    }

    /** Of the machine, over a minute; -1 where it can't be told. */
    private static double load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return load >= 0 ? load : -1;
    }

    /** Whether it will not come back: Java can't end a thread, so its process has to end. */
    private boolean isHung(SlotActor.Mailbox slot, long nowNanos) {
        return slot.isHung(settings.hungAfter().toNanos(), nowNanos);
    }

    /** A lease that was granted before the coordinator heard of the draining may be on its way to its slot: a tick later it shows. */
    private void leaveWhenEmpty(long nowNanos) {
        boolean holds = slots.stream().anyMatch(slot -> !slot.held().isEmpty() && !isHung(slot, nowNanos));
        emptyTicks = holds ? 0 : emptyTicks + 1;
        if (!left && emptyTicks >= EMPTY_TICKS_TO_LEAVE) {
            left = true;
            say(Leaving::new);
            ended.complete(hung ? new WorkerEnd.Hung() : new WorkerEnd.Drained());
        }
    }

    private Behavior<Command> onStop() {
        access.ifPresent(CoordinatorAccess::close);
        return this;
    }
}
