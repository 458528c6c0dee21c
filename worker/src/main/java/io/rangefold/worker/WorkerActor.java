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
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.Protocol;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import io.rangefold.protocol.WorkerToCoordinator;
import io.rangefold.protocol.WorkerToCoordinator.FromSlot;
import io.rangefold.protocol.WorkerToCoordinator.Heartbeat;
import io.rangefold.protocol.WorkerToCoordinator.Hello;
import io.rangefold.protocol.WorkerToCoordinator.Leaving;
import io.rangefold.protocol.WorkerToCoordinator.Register;
import io.rangefold.worker.slot.SlotMachine;
import io.rangefold.worker.slot.SlotOutput;
import io.rangefold.worker.slot.SlotSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
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

/** A worker: keeps itself registered with a coordinator, and carries messages between it and the slots. */
public final class WorkerActor extends AbstractBehavior<WorkerActor.Command> {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerActor.class);
    private static final String SLOT_DISPATCHER = "rangefold.slot-dispatcher";
    /** A slot that reads no mail for so long will not come back: Java can't end a thread, so its process has to end. */
    private static final long DEAF_NANOS = Duration.ofSeconds(60).toNanos();

    private static final Duration TICK = Duration.ofMillis(100);
    private static final int TICKS_PER_HEARTBEAT = (int) (Protocol.HEARTBEAT_MILLIS / TICK.toMillis());

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
    private final Set<Long> uploading = ConcurrentHashMap.newKeySet();
    private final List<SlotActor.Mailbox> slots = new ArrayList<>();
    private List<ActorRef<WorkerToCoordinator>> candidates = List.of();
    private long node;
    private Optional<ActorRef<CoordinatorToWorker>> replyTo = Optional.empty();
    private Optional<ActorRef<WorkerToCoordinator>> coordinator = Optional.empty();
    private Optional<Sender> sender = Optional.empty();
    private Optional<Epoch> lastEpoch = Optional.empty();
    private volatile Optional<CoordinatorAccess> access = Optional.empty();
    private boolean welcomed;
    private boolean draining;
    private boolean left;
    private boolean deaf;
    private int refusals;
    private long ticks;

    private WorkerActor(
            ActorContext<Command> context,
            WorkerSettings settings,
            JobKinds kinds,
            CoordinatorAccess.Factory accesses,
            ExecutorService uploads,
            CompletableFuture<WorkerEnd> ended) {
        super(context);
        this.settings = settings;
        this.id = settings.id();
        this.accesses = accesses;
        this.uploads = uploads;
        this.ended = ended;
        this.jobs = new JobCache(kinds, blob -> currentAccess().get(blob));
        for (int number = 0; number < settings.slots(); number++) {
            slots.add(spawnSlot(number));
        }
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
        return Behaviors.setup(context -> Behaviors.withTimers(timers -> {
            timers.startTimerWithFixedDelay(new Tick(), TICK);
            return new WorkerActor(context, settings, kinds, accesses, uploads, ended);
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
        SlotMachine machine = new SlotMachine(number, SlotSettings.DEFAULT, jobs, output);
        ActorRef<SlotActor.Wake> slot = getContext()
                .spawn(
                        SlotActor.create(machine, mailbox),
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

    /**
     * Asks every candidate whether it is there; the one that answers is registered with. Where the last one is stays known:
     * its answer may be on its way.
     */
    private void hello() {
        welcomed = false;
        refusals = 0;
        sender = Optional.empty();
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
            if (!left && sender.isPresent() && !isOlder(again.epoch())) {
                LOG.info("the coordinator does not know this worker: registering again");
                hello();
            }
        } else if (message instanceof VersionRefused refused) {
            onRefused(refused);
        } else if (message instanceof Drain drain) {
            if (isPresent(drain.epoch())) {
                onDrain();
            }
        }
        return this;
    }

    /** When every candidate speaks another version, there is nobody to work for. */
    private void onRefused(VersionRefused refused) {
        refusals++;
        if (sender.isEmpty() && !welcomed && refusals >= candidates.size()) {
            ended.complete(new WorkerEnd.Refused(refused.protocol(), refused.software()));
        }
    }

    private boolean isPresent(Epoch epoch) {
        return sender.map(Sender::epoch).filter(epoch::equals).isPresent();
    }

    private void onWelcome(Welcome welcome) {
        if (sender.isEmpty() && !welcomed) {
            welcomed = true;
            coordinator = Optional.of(welcome.coordinator());
            replyTo.ifPresent(ref -> welcome.coordinator()
                    .tell(new Register(id, settings.name(), node, slots.size(), claims(), lastEpoch, ref)));
        }
    }

    private List<Claim> claims() {
        List<Claim> all = new ArrayList<>();
        slots.forEach(slot -> all.addAll(slot.claims()));
        return all;
    }

    private List<SlotStatus> held() {
        List<SlotStatus> all = new ArrayList<>();
        slots.forEach(slot -> all.addAll(slot.held()));
        return all;
    }

    /** Whether it is of a coordinator that another one has followed. */
    private boolean isOlder(Epoch epoch) {
        return lastEpoch
                .filter(last -> last.cluster().equals(epoch.cluster()) && last.number() > epoch.number())
                .isPresent();
    }

    private void onRegistered(Registered message) {
        Epoch epoch = message.epoch();
        if (isOlder(epoch)
                || sender.filter(s ->
                                s.session() >= message.session() && s.epoch().equals(epoch))
                        .isPresent()) {
            return;
        }
        boolean isOther = lastEpoch
                .filter(last -> !last.cluster().equals(epoch.cluster()))
                .isPresent();
        if (isOther) {
            LOG.info("another coordinator: dropping what was computed for the last one");
            jobs.clear();
            slots.forEach(slot -> slot.post((machine, now) -> machine.forgetAll()));
        } else {
            Map<Long, Kept> keep = new HashMap<>();
            message.keep().forEach(kept -> keep.put(kept.lease(), kept));
            slots.forEach(slot -> slot.post((machine, now) -> machine.keepOnly(keep, now)));
        }
        lastEpoch = Optional.of(epoch);
        sender = Optional.of(new Sender(epoch, id, message.session()));
        access.ifPresent(CoordinatorAccess::close);
        CoordinatorAccess opened = accesses.open(coordinatorHost(), message.nodePort());
        access = Optional.of(opened);
        ActorRef<Command> self = getContext().getSelf();
        opened.keepAlive(id, message.session(), () -> self.tell(new LivenessEnded(message.session())));
        LOG.info("registered with the coordinator, {} slots, session {}", slots.size(), message.session());
        heartbeat();
    }

    private String coordinatorHost() {
        return coordinator
                .map(ref -> ref.path().address().host())
                .filter(host -> host.isDefined())
                .map(host -> host.get())
                .orElse("");
    }

    private void onToSlot(ToSlot message) {
        if (isPresent(message.epoch()) && message.slot() >= 0 && message.slot() < slots.size()) {
            SlotActor.Mailbox slot = slots.get(message.slot());
            slot.post((machine, now) -> machine.handle(message.command(), now));
            if (draining) {
                slot.post(SlotMachine::giveBack);
            }
        }
    }

    private Behavior<Command> onReport(SlotReports message) {
        tell(message.slot(), message.report());
        return this;
    }

    private void tell(int slot, SlotReport report) {
        if (sender.isPresent()) {
            coordinator.ifPresent(ref -> ref.tell(new FromSlot(sender.get(), slot, report)));
        }
    }

    /** The output goes first; if that fails, nothing is sent, and the slot will say it again. */
    private Behavior<Command> onReportWithOutput(SlotReportsOutput message) {
        if (sender.isEmpty() || access.isEmpty()) {
            return this;
        }
        CoordinatorAccess to = access.get();
        Commit commit = message.commit();
        if (!uploading.add(commit.lease())) {
            return this;
        }
        ActorRef<Command> self = getContext().getSelf();
        uploads.execute(() -> {
            try {
                to.store(commit.segment().orElseThrow().id(), message.output());
                self.tell(new SlotReports(message.slot(), commit));
            } catch (RuntimeException e) {
                LOG.warn(
                        "output of lease {} could not be stored, will be tried again: {}",
                        commit.lease(),
                        e.getMessage());
            } finally {
                uploading.remove(commit.lease());
            }
        });
        return this;
    }

    private Behavior<Command> onLivenessEnded(LivenessEnded message) {
        if (!left && sender.filter(s -> s.session() == message.session()).isPresent()) {
            LOG.info("the connection to the coordinator has ended: looking for it");
            sender = Optional.empty();
        }
        return this;
    }

    private Behavior<Command> onDrain() {
        if (!draining) {
            draining = true;
            LOG.info("draining: committing what is computed, giving back the rest");
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
        if (!deaf && slots.stream().anyMatch(slot -> isDeaf(slot, now))) {
            deaf = true;
            LOG.error("a kernel does not come back: this worker finishes what its other slots do, and ends");
            onDrain();
        }
        if (sender.isPresent() && ticks % TICKS_PER_HEARTBEAT == 0) {
            heartbeat();
        } else if (sender.isEmpty() && ticks % TICKS_PER_HEARTBEAT == 0) {
            hello();
        }
        if (draining) {
            leaveWhenEmpty(now);
        }
        return this;
    }

    private void heartbeat() {
        if (sender.isPresent() && replyTo.isPresent()) {
            Heartbeat heartbeat = new Heartbeat(sender.get(), ticks, held(), draining, replyTo.get());
            coordinator.ifPresent(ref -> ref.tell(heartbeat));
        }
    }

    private static boolean isDeaf(SlotActor.Mailbox slot, long nowNanos) {
        return slot.deafNanos(nowNanos) > DEAF_NANOS;
    }

    private void leaveWhenEmpty(long nowNanos) {
        boolean holds = slots.stream().anyMatch(slot -> !slot.held().isEmpty() && !isDeaf(slot, nowNanos));
        if (!left && !holds) {
            left = true;
            if (sender.isPresent()) {
                coordinator.ifPresent(ref -> ref.tell(new Leaving(sender.get())));
            }
            ended.complete(deaf ? new WorkerEnd.Hung() : new WorkerEnd.Drained());
        }
    }

    private Behavior<Command> onStop() {
        access.ifPresent(CoordinatorAccess::close);
        return this;
    }
}
