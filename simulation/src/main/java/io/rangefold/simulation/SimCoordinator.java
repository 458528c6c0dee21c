package io.rangefold.simulation;

import io.rangefold.coordinator.schedule.ConclusionTask;
import io.rangefold.coordinator.schedule.Effects;
import io.rangefold.coordinator.schedule.JobViews;
import io.rangefold.coordinator.schedule.Note;
import io.rangefold.coordinator.schedule.Registration;
import io.rangefold.coordinator.schedule.Scheduler;
import io.rangefold.coordinator.schedule.SchedulerSettings;
import io.rangefold.coordinator.schedule.StoredSegment;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Segments;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/** The coordinator's machine: the real scheduler, its clock, its segments, and the ends of the liveness connections. */
final class SimCoordinator implements Effects {
    private static final long PING_LIMIT_NANOS = 2_000_000_000L;
    private static final long CONCLUDE_NANOS = 1_000_000;

    private final World world;
    private final Map<BlobId, byte[]> segments = new HashMap<>();
    private final Map<WorkerId, Connection> connections = new HashMap<>();
    private final Queue<Consumer<Scheduler>> mail = new ArrayDeque<>();
    private Scheduler scheduler;
    private JobViews views;
    private long restarts;
    private long stoppedUntil;

    /** A liveness connection. */
    private record Connection(SimProcess process, long session, long heardNanos) {}

    SimCoordinator(World world) {
        this.world = world;
        this.scheduler = newScheduler();
        this.views = new JobViews(scheduler);
        world.timeline().after(SchedulerSettings.DEFAULT.tickNanos(), this::tick);
    }

    private Scheduler newScheduler() {
        Epoch epoch = new Epoch("memory-" + ++restarts, 1);
        return new Scheduler(
                epoch,
                0,
                SchedulerSettings.DEFAULT,
                this,
                world.plan().seed() + restarts,
                world.timeline().now(),
                Instant.EPOCH);
    }

    /** It ends, and another one begins that knows nothing. */
    void restart() {
        world.trace().add("coordinator", "restarts", "");
        connections.values().forEach(c -> closed(c));
        connections.clear();
        world.book().forget();
        scheduler = newScheduler();
        views = new JobViews(scheduler);
    }

    void stop(long nanos) {
        stoppedUntil = Math.max(stoppedUntil, now() + nanos);
    }

    JobViews views() {
        return views;
    }

    int intervals() {
        return scheduler.intervals();
    }

    private long now() {
        return world.timeline().now();
    }

    /** Does something to the scheduler as soon as it is not stopped, and checks everything afterwards. */
    void run(Consumer<Scheduler> event) {
        mail.add(event);
        if (mail.size() == 1) {
            readMail();
        }
    }

    private void readMail() {
        if (now() < stoppedUntil) {
            world.timeline().at(stoppedUntil, this::readMail);
            return;
        }
        while (!mail.isEmpty()) {
            Scheduler addressed = scheduler;
            mail.element().accept(addressed);
            mail.remove();
            world.users().judgeEnded();
            if (world.plan().checksEach()) {
                addressed.checkInvariants();
            }
        }
    }

    private void tick() {
        world.timeline().after(SchedulerSettings.DEFAULT.tickNanos(), this::tick);
        run(s -> {
            s.tick(now());
            dropSilent();
        });
    }

    // ---- what workers say ----

    void receive(WorkerId from, Object what, Consumer<SimCoordinator> delivery) {
        run(s -> {
            world.trace().add(from.value(), "said", what);
            delivery.accept(this);
        });
    }

    void hello(SimProcess process) {
        world.network().send(process.node().link(), () -> process.after(0, process::welcome));
    }

    void register(SimProcess process, List<Claim> held, Optional<Epoch> heldEpoch) {
        String name = "node " + process.id().value();
        scheduler.register(
                new Registration(process.id(), name, "", process.slots().size(), held, heldEpoch), now());
    }

    void heartbeat(Sender sender, long number, List<SlotStatus> held, boolean draining) {
        scheduler.heartbeat(sender, number, held, draining, now());
    }

    void report(Sender sender, int slot, SlotReport report) {
        if (report instanceof Commit commit) {
            world.book().arrived(commit);
        }
        scheduler.report(sender, slot, report, now());
    }

    void leaving(Sender sender) {
        scheduler.leaving(sender, now());
    }

    void store(SegmentRef ref, byte[] content) {
        if (!BlobId.of(content).equals(ref.id()) || content.length != ref.length()) {
            throw new IllegalStateException("not the content of " + ref);
        }
        segments.put(ref.id(), content);
    }

    // ---- liveness connections ----

    void connect(SimProcess process, long session) {
        connections.put(process.id(), new Connection(process, session, now()));
    }

    /** @return whether the worker hears the coordinator's ping, too */
    boolean ping(SimProcess process, long session) {
        Connection open = connections.get(process.id());
        if (open == null || open.session() != session) {
            return true;
        }
        if (process.node().link().isCut() || now() < stoppedUntil) {
            return false;
        }
        connections.put(process.id(), new Connection(process, session, now()));
        return true;
    }

    /** A process has ended; its machine says so, unless it can't. */
    void connectionBroken(SimProcess process, long session) {
        boolean seen = world.plan().liveness() && !process.node().link().isCut();
        if (seen) {
            world.timeline()
                    .after(
                            1_000_000,
                            () -> run(s -> {
                                connections.remove(process.id());
                                s.lost(process.id(), session, "its connection has ended", now());
                            }));
        }
    }

    private void dropSilent() {
        if (!world.plan().liveness()) {
            return;
        }
        for (Connection open : List.copyOf(connections.values())) {
            if (now() - Math.max(open.heardNanos(), stoppedUntil) > PING_LIMIT_NANOS) {
                connections.remove(open.process().id());
                scheduler.lost(open.process().id(), open.session(), "no ping for 2 s", now());
            }
        }
    }

    private void closed(Connection open) {
        if (world.plan().liveness() && !open.process().node().link().isCut()) {
            world.timeline().after(1_000_000, () -> open.process().livenessEnded(open.session()));
        }
    }

    // ---- effects ----

    @Override
    public void send(WorkerId worker, CoordinatorToWorker message) {
        if (message instanceof ToSlot toSlot && toSlot.command() instanceof Grant grant) {
            world.book().granted(grant, worker);
        } else if (message instanceof ToSlot toSlot && toSlot.command() instanceof Acknowledge ack) {
            world.book().acknowledged(ack);
        }
        world.trace().add("coordinator", "to " + worker, message);
        world.process(worker)
                .ifPresent(process -> world.network().send(process.node().link(), () -> process.receive(message)));
    }

    @Override
    public boolean isStored(SegmentRef segment) {
        return segments.containsKey(segment.id());
    }

    @Override
    public void save(SaveGroup group) {
        world.book().saving();
        long longest = world.plan().saveNanos();
        long takes = longest == 0 ? 0 : world.random().nextLong(longest);
        Scheduler saver = scheduler;
        world.timeline()
                .after(
                        takes,
                        () -> run(s -> {
                            if (s == saver) {
                                world.book().saved();
                                s.groupDurable(group.number(), now());
                            }
                        }));
    }

    @Override
    public void disconnect(WorkerId worker, long session) {
        Connection open = connections.get(worker);
        if (open != null && open.session() == session) {
            connections.remove(worker);
            closed(open);
        }
    }

    @Override
    public void conclude(JobId job) {
        Scheduler asked = scheduler;
        world.timeline()
                .after(
                        CONCLUDE_NANOS,
                        () -> run(s -> {
                            if (s == asked) {
                                ConclusionTask task = s.conclusionTask(job);
                                Conclusion conclusion = task.conclude(stored(task.segments()));
                                s.concluded(job, conclusion, now());
                            }
                        }));
    }

    private Segments stored(List<StoredSegment> refs) {
        return () -> refs.stream()
                .map(ref -> (Segments.Segment)
                        new Output(ref.range(), segments.get(ref.ref().id())))
                .toList();
    }

    private record Output(Range range, byte[] content) implements Segments.Segment {}

    @Override
    public void changed(JobId job) {
        // Nobody watches.
    }

    @Override
    public void discard(JobId job) {
        // Segments of the same content may belong to others; memory is plenty.
    }

    @Override
    public void note(Note note) {
        world.trace().add("coordinator", "notes", note);
        if (note instanceof Note.WorkerLost lost) {
            world.book().lost(lost.worker());
        } else if (note instanceof Note.JobEnded ended) {
            world.users().ended(ended.job());
        }
    }
}
