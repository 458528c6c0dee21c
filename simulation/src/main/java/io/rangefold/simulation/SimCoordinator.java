package io.rangefold.simulation;

import io.rangefold.coordinator.schedule.SchedulerSettings;
import io.rangefold.coordinator.store.LeadershipLostException;
import io.rangefold.coordinator.store.Term;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** A coordinator's machine. Its process stands by until it may lead, and ends when it learns that another one does. */
final class SimCoordinator {
    private static final long POLL_NANOS = 250_000_000;
    private static final int TICKS_PER_RENEWAL = 20;
    private static final long RESTART_NANOS = 1_000_000_000L;

    private final World world;
    private final int number;
    private final Network.Link link = new Network.Link();
    private final Connections connections;
    private final Queue<Consumer<SimTerm>> mail = new ArrayDeque<>();
    private Optional<SimTerm> term = Optional.empty();
    private Optional<Fault.KillAtWrite> armed = Optional.empty();
    private boolean alive = true;
    private boolean reading;
    private boolean cutFromDisk;
    private long stoppedUntil;
    private long ticks;

    SimCoordinator(World world, int number) {
        this.world = world;
        this.number = number;
        this.connections = new Connections(world, link);
        world.timeline().after(number * POLL_NANOS / 2, this::poll);
        world.timeline().after(SchedulerSettings.DEFAULT.tickNanos(), this::tick);
    }

    Network.Link link() {
        return link;
    }

    Connections connections() {
        return connections;
    }

    /** Present while it leads, or believes so. */
    Optional<SimTerm> term() {
        return term;
    }

    boolean leads(SimTerm which) {
        return term.filter(t -> t == which).isPresent();
    }

    boolean isAlive() {
        return alive;
    }

    private long now() {
        return world.timeline().now();
    }

    // ---- what happens to it ----

    /** Its process ends, and starts again in {@code downNanos}. */
    void kill(long downNanos) {
        if (!alive) {
            return;
        }
        world.trace().add(toString(), "ends", "");
        alive = false;
        stoppedUntil = 0;
        term = Optional.empty();
        armed = Optional.empty();
        mail.clear();
        connections.closeAll();
        world.timeline().after(downNanos, this::start);
    }

    private void start() {
        world.trace().add(toString(), "starts", "");
        alive = true;
        tryLead();
    }

    /** Another one leads: it stops, and is started again. */
    void abdicate() {
        world.trace().add(toString(), "has lost the leadership", "");
        kill(RESTART_NANOS);
    }

    void stop(long nanos) {
        stoppedUntil = Math.max(stoppedUntil, now() + nanos);
    }

    boolean isStopped() {
        return now() < stoppedUntil;
    }

    void setCutFromDisk(boolean now) {
        cutFromDisk = now;
    }

    boolean reachesDisk() {
        return !cutFromDisk && !world.coordinators().isDiskOut();
    }

    /** Its next write, if there is one in time, ends it. */
    void killAtWrite(Fault.KillAtWrite kill) {
        armed = Optional.of(kill);
        world.timeline().after(kill.forNanos(), () -> armed = armed.filter(other -> other != kill));
    }

    Optional<Fault.KillAtWrite> takeKill(SimTerm by) {
        Optional<Fault.KillAtWrite> taken = leads(by) ? armed : Optional.empty();
        armed = Optional.empty();
        return taken;
    }

    // ---- leadership ----

    private void poll() {
        world.timeline().after(POLL_NANOS, this::poll);
        tryLead();
    }

    private void tryLead() {
        if (alive && !isStopped() && term.isEmpty() && reachesDisk()) {
            MemoryDisk disk = world.coordinators().disk();
            disk.tryLead(world.plan().store().coordinators() > 1, now()).ifPresent(won -> lead(won, disk));
        }
    }

    private void lead(Term won, MemoryDisk disk) {
        world.trace().add(toString(), "leads", won);
        Instant wallTime =
                Instant.EPOCH.plusNanos(now()).plusSeconds(world.coordinators().clockShiftSeconds());
        SimTerm next = new SimTerm(world, this, won, disk, wallTime);
        term = Optional.of(next);
        if (world.plan().store().survives()) {
            next.restore();
            world.users().ledBy(next);
        }
        run(t -> {});
    }

    private void tick() {
        world.timeline().after(SchedulerSettings.DEFAULT.tickNanos(), this::tick);
        boolean renews = ++ticks % TICKS_PER_RENEWAL == 0;
        run(t -> {
            t.scheduler().tick(now());
            connections
                    .takeSilent(stoppedUntil)
                    .forEach(c -> t.scheduler().lost(c.process().id(), c.session(), "no ping for 2 s", now()));
            if (renews && reachesDisk()) {
                renew(t);
            }
        });
    }

    private void renew(SimTerm present) {
        try {
            present.disk().renew(present.term(), now());
        } catch (LeadershipLostException e) {
            abdicate();
        }
    }

    // ---- mail ----

    /** Does something while it leads, as soon as it is not stopped, and checks everything afterwards. */
    void run(Consumer<SimTerm> event) {
        if (term.isEmpty()) {
            return;
        }
        mail.add(event);
        if (mail.size() == 1 && !reading) {
            readMail();
        }
    }

    /** The same, unless {@code which} is over by then. */
    void runIn(SimTerm which, Runnable event) {
        if (leads(which)) {
            run(t -> {
                if (t == which) {
                    event.run();
                }
            });
        }
    }

    private void readMail() {
        if (isStopped()) {
            world.timeline().at(stoppedUntil, this::readMail);
            return;
        }
        reading = true;
        while (term.isPresent() && !mail.isEmpty()) {
            SimTerm present = term.get();
            mail.remove().accept(present);
            if (leads(present)) {
                present.settle();
            }
        }
        reading = false;
    }

    // ---- what workers say ----

    void receive(WorkerId from, Object what, Consumer<SimTerm> delivery) {
        run(t -> {
            world.trace().add(from.value(), "said to " + this, what);
            delivery.accept(t);
        });
    }

    void hello(SimProcess process, SimTerm by) {
        Runnable welcome =
                () -> process.after(0, () -> process.welcome(this, by.term().epoch()));
        world.network().send(link, process.node().link(), welcome);
    }

    void heartbeat(Sender sender, long beat, List<SlotStatus> held, boolean draining) {
        term.ifPresent(t -> t.scheduler().heartbeat(sender, beat, held, draining, now()));
    }

    void report(Sender sender, int slot, SlotReport report) {
        term.ifPresent(t -> t.scheduler().report(sender, slot, report, now()));
    }

    void leaving(Sender sender) {
        term.ifPresent(t -> t.scheduler().leaving(sender, now()));
    }

    // ---- liveness connections ----

    /** @return whether it is there */
    boolean connect(SimProcess process, long session) {
        if (alive) {
            connections.add(process, session);
        }
        return alive;
    }

    /** @return whether the worker hears the coordinator's ping, too */
    boolean ping(SimProcess process, long session) {
        boolean passes = alive
                && !isStopped()
                && !link.isCut()
                && !process.node().link().isCut()
                && connections.of(process.id(), session).isPresent();
        if (passes) {
            connections.add(process, session);
        }
        return passes;
    }

    /** A process has ended; its machine says so, unless it can't. */
    void connectionBroken(SimProcess process, long session) {
        if (connections.isSeen(process)) {
            world.timeline().after(1_000_000, () -> {
                connections.close(process.id(), session);
                run(t -> t.scheduler().lost(process.id(), session, "its connection has ended", now()));
            });
        }
    }

    @Override
    public String toString() {
        return "coordinator " + number;
    }
}
