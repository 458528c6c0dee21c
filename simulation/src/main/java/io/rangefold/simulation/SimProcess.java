package io.rangefold.simulation;

import io.rangefold.job.Stage;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.CoordinatorToWorker.Drain;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.CoordinatorToWorker.RegisterAgain;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import io.rangefold.worker.registration.Allegiance;
import io.rangefold.worker.registration.LeaseNames;
import io.rangefold.worker.slot.SlotMachine;
import io.rangefold.worker.slot.SlotOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A worker process: does what the worker actor does, in virtual time. */
final class SimProcess implements Place {
    private static final long TICK_NANOS = 100_000_000;
    private static final int TICKS_PER_HEARTBEAT = 5;
    private static final int TICKS_PER_HELLO = 2;
    private static final int TICKS_PER_REGISTRATION = 15;
    private static final long REFUSED_NANOS = 1_000_000;
    private static final int MISSED_PINGS = 4;
    private static final long HUNG_NANOS = 12_000_000_000L;

    private final World world;
    private final SimNode node;
    private final WorkerId id;
    private final List<SimSlot> slots = new ArrayList<>();
    private final Allegiance<SimCoordinator> allegiance;
    private final LeaseNames names = new LeaseNames();
    private boolean alive = true;
    private boolean draining;
    private long frozenUntil;
    private long ticks;
    private long helloTicks;
    private int missedPings;
    private long hungSince = Long.MAX_VALUE;

    SimProcess(World world, SimNode node, WorkerId id) {
        this.world = world;
        this.node = node;
        this.id = id;
        this.allegiance = new Allegiance<>(id);
        for (int number = 0; number < node.plan().slots(); number++) {
            slots.add(new SimSlot(number, this, output(number)));
        }
        hello();
        after(world.random().nextLong(TICK_NANOS), this::tick);
    }

    private SlotOutput output(int slot) {
        return new SlotOutput() {
            @Override
            public void report(SlotReport report) {
                tell(slot, report);
            }

            @Override
            public void reportWithOutput(Commit commit, byte[] bytes) {
                upload(slot, commit, bytes);
            }
        };
    }

    WorkerId id() {
        return id;
    }

    SimNode node() {
        return node;
    }

    boolean isAlive() {
        return alive;
    }

    long now() {
        return world.timeline().now();
    }

    double speed() {
        return node.speed();
    }

    List<SimSlot> slots() {
        return slots;
    }

    void computed(Range stride) {
        world.book().computed(stride);
    }

    /** The test's word for what a grant is about. */
    TestJob job(Grant grant) {
        return world.book().job(grant.job());
    }

    Stage<?> stage(Grant grant) {
        return job(grant).stageIn(this, grant.stage());
    }

    @Override
    public boolean lies(TestJob job, int stage, Range stride) {
        boolean isAlways = job.name().hashCode() % 2 == 0;
        return isLiar() && (isAlways || (stride.low() * 0x9E3779B97F4A7C15L >>> 60) < 4);
    }

    /** Whether some of what it computes is wrong. */
    boolean isLiar() {
        return node.plan().lies();
    }

    @Override
    public boolean throwsOn(TestJob job, int stage, Range stride) {
        return world.book().throwsAgain(job);
    }

    /** The index of the stride that ends this process, if there is one. */
    OptionalLong deathIn(Grant grant, Range stride) {
        Trouble trouble = job(grant).trouble();
        boolean kills = trouble.kind() == Trouble.Kind.KILLS && grant.stage() == 0 && stride.contains(trouble.index());
        return kills ? OptionalLong.of(trouble.index()) : OptionalLong.empty();
    }

    /** In {@code nanos}, unless the process is dead by then; later, if it is stopped then. */
    void after(long nanos, Runnable action) {
        world.timeline().after(nanos, () -> run(action));
    }

    private void run(Runnable action) {
        if (!alive) {
            return;
        }
        if (now() < frozenUntil) {
            world.timeline().at(frozenUntil, () -> run(action));
        } else {
            action.run();
        }
    }

    /** Nothing of it runs for a while. */
    void freeze(long nanos) {
        frozenUntil = Math.max(frozenUntil, now() + nanos);
    }

    /** The process ends, with everything that it holds. */
    void killed() {
        alive = false;
        world.trace().add(id.value(), "dies", "");
        present((s, c) -> c.connectionBroken(this, s.session()));
        node.processEnded(this);
    }

    // ---- registration ----

    private void hello() {
        allegiance.look();
        helloTicks = ticks;
        world.coordinators().all().forEach(c -> tell(c, "hello", term -> c.hello(this, term)));
    }

    /** A coordinator leads, or believes so: register with it. */
    void welcome(SimCoordinator from, Epoch epoch) {
        if (allegiance.welcome(from, epoch)) {
            List<Claim> held = claims();
            Optional<Epoch> last = allegiance.lastEpoch();
            tell(from, "register " + held, term -> term.register(this, held, last));
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

    /** The coordinator speaks. */
    void receive(CoordinatorToWorker message) {
        run(() -> {
            world.trace().add(id.value(), "gets", message);
            if (message instanceof ToSlot toSlot) {
                toSlot(toSlot);
            } else if (message instanceof Registered registered) {
                registered(registered);
            } else if (message instanceof RegisterAgain again) {
                if (allegiance.mayDismiss(again.epoch())) {
                    hello();
                }
            } else if (message instanceof Drain drain && allegiance.obeys(drain.epoch())) {
                drain();
            }
        });
    }

    private void registered(Registered message) {
        Optional<Allegiance.Change> change = allegiance.registered(message.epoch(), message.session());
        if (change.isEmpty()) {
            return;
        }
        if (change.get() == Allegiance.Change.OTHER_CLUSTER) {
            names.forget();
            slots.forEach(slot -> slot.post(SlotMachine::forgetAll));
        } else {
            List<Long> shown = slots.stream()
                    .flatMap(slot -> slot.held().stream())
                    .map(SlotStatus::lease)
                    .toList();
            Map<Long, Kept> keep = names.kept(shown, message.keep());
            slots.forEach(slot -> slot.keepOnly(keep));
        }
        missedPings = 0;
        if (!allegiance.coordinator().orElseThrow().connect(this, message.session())) {
            after(REFUSED_NANOS, () -> livenessEnded(message.session()));
        }
        heartbeat();
    }

    /** The liveness connection of that session has ended. */
    void livenessEnded(long session) {
        run(() -> {
            if (allegiance.isPresent(session)) {
                hello();
            }
        });
    }

    // ---- work ----

    private void toSlot(ToSlot message) {
        if (allegiance.obeys(message.epoch())) {
            SimSlot slot = slots.get(message.slot());
            slot.command(message.command());
            if (draining) {
                slot.post(machine -> machine.giveBack(now()));
            }
        }
    }

    private void tell(int slot, SlotReport report) {
        tellPresent(report, (s, c) -> c.report(s, slot, report));
    }

    private void upload(int slot, Commit commit, byte[] bytes) {
        present((s, c) -> world.network()
                .send(
                        node.link(),
                        c.link(),
                        () -> c.term().ifPresent(term -> {
                            term.store(commit.segment().orElseThrow(), bytes);
                            run(() -> tell(slot, commit));
                        })));
    }

    private void tellPresent(Object what, BiConsumer<Sender, SimCoordinator> delivery) {
        present((s, c) -> tell(c, what, term -> delivery.accept(s, c)));
    }

    private void present(BiConsumer<Sender, SimCoordinator> action) {
        allegiance.sender().ifPresent(s -> allegiance.coordinator().ifPresent(c -> action.accept(s, c)));
    }

    private void tell(SimCoordinator to, Object what, Consumer<SimTerm> delivery) {
        world.network().send(node.link(), to.link(), () -> to.receive(id, what, delivery));
    }

    // ---- time ----

    private void tick() {
        ticks++;
        after(TICK_NANOS, this::tick);
        slots.forEach(slot -> slot.post(machine -> machine.tick(now())));
        if (allegiance.sender().isEmpty()) {
            if (ticks - helloTicks >= (allegiance.isAsking() ? TICKS_PER_REGISTRATION : TICKS_PER_HELLO)) {
                hello();
            }
        } else if (ticks % TICKS_PER_HEARTBEAT == 0) {
            ping();
            heartbeat();
        }
        if (draining && held().isEmpty()) {
            leave();
        } else {
            watchSlots();
        }
    }

    private void ping() {
        present((s, c) -> {
            missedPings = c.ping(this, s.session()) ? 0 : missedPings + 1;
            if (world.plan().liveness() && missedPings >= MISSED_PINGS) {
                livenessEnded(s.session());
            }
        });
    }

    private void heartbeat() {
        List<SlotStatus> held = held();
        long number = ticks;
        boolean drains = draining;
        tellPresent(
                "heartbeat " + number + (drains ? " draining " : " ") + held,
                (s, c) -> c.heartbeat(s, number, held, drains));
    }

    /** A slot that hangs can't be freed: the process gives the others back and starts anew. */
    private void watchSlots() {
        boolean hangs = slots.stream().anyMatch(SimSlot::isHanging);
        hungSince = hangs ? Math.min(hungSince, now()) : Long.MAX_VALUE;
        if (hangs && now() - hungSince > HUNG_NANOS) {
            drain();
            after(5_000_000_000L, this::killed);
            hungSince = Long.MAX_VALUE - HUNG_NANOS;
        }
    }

    /** @throws IllegalStateException if a slot that is between strides holds anything */
    void checkQuiet() {
        for (SimSlot slot : slots) {
            if (slot.running().isEmpty() && !slot.held().isEmpty()) {
                throw new IllegalStateException(id + " holds " + slot.held() + ", with no job left");
            }
        }
    }

    /** Gives everything back, then leaves. */
    void drain() {
        if (!draining) {
            draining = true;
            slots.forEach(slot -> slot.post(machine -> machine.giveBack(now())));
            heartbeat();
        }
    }

    private void leave() {
        tellPresent("leaving", (s, c) -> c.leaving(s));
        killed();
    }
}
