package io.rangefold.simulation;

import io.rangefold.coordinator.schedule.ConclusionTask;
import io.rangefold.coordinator.schedule.Effects;
import io.rangefold.coordinator.schedule.JobMonitor;
import io.rangefold.coordinator.schedule.JobViews;
import io.rangefold.coordinator.schedule.Note;
import io.rangefold.coordinator.schedule.Registration;
import io.rangefold.coordinator.schedule.Scheduler;
import io.rangefold.coordinator.schedule.SchedulerSettings;
import io.rangefold.coordinator.schedule.StoredSegment;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.Term;
import io.rangefold.job.Segments;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** A time of leadership: the real scheduler, and what its effects come to. */
final class SimTerm implements Effects {
    private static final long CONCLUDE_NANOS = 1_000_000;
    private static final long EVENTS_PER_LOOK = 16;

    private final World world;
    private final SimCoordinator machine;
    private final Term term;
    private final MemoryDisk disk;
    private final StoreWriter writer;
    private final Scheduler scheduler;
    private final JobViews views;
    private final JobMonitor monitor;
    private final Map<BlobId, byte[]> uploaded = new HashMap<>();
    private final TreeMap<Long, List<Runnable>> promises = new TreeMap<>();
    private final Set<JobId> ending = new HashSet<>();
    private final Set<JobId> changed = new LinkedHashSet<>();
    private List<Claim> claims = List.of();
    private long durable;
    private long settled;

    SimTerm(World world, SimCoordinator machine, Term term, MemoryDisk disk, Instant wallTime) {
        this.world = world;
        this.machine = machine;
        this.term = term;
        this.disk = disk;
        this.writer = new StoreWriter(world, machine, this);
        this.scheduler = new Scheduler(
                term.epoch(),
                0,
                SchedulerSettings.DEFAULT,
                this,
                world.plan().seed() + term.epoch().hashCode(),
                now(),
                wallTime);
        this.views = new JobViews(scheduler);
        this.monitor = new JobMonitor(scheduler, views);
    }

    /** Goes on with what the disk remembers. */
    void restore() {
        scheduler.restore(disk.load(term), (kind, spec) -> world.book().decode(TestJob.nameIn(spec)), now());
    }

    Term term() {
        return term;
    }

    MemoryDisk disk() {
        return disk;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    JobViews views() {
        return views;
    }

    /** Whether it is the one whose word counts. */
    boolean isNewest() {
        return disk.isNewest(term);
    }

    private long now() {
        return world.timeline().now();
    }

    /** Has {@code told} run when everything that was done so far is durable; never, if the term is over before. */
    void whenDurable(Runnable told) {
        long group = scheduler.groupOfLastChange();
        if (group <= durable) {
            told.run();
        } else {
            promises.computeIfAbsent(group, g -> new ArrayList<>()).add(told);
        }
    }

    /** A group is written. */
    void durable(long group) {
        durable = group;
        scheduler.groupDurable(group, now());
        Map<Long, List<Runnable>> due = promises.headMap(group, true);
        List<Runnable> all = due.values().stream().flatMap(List::stream).toList();
        due.clear();
        all.forEach(Runnable::run);
    }

    /** Ends every event. */
    void settle() {
        List<JobId> all = List.copyOf(changed);
        changed.clear();
        all.forEach(id -> world.users().told(id, this));
        if (world.plan().checksEach()) {
            scheduler.checkInvariants();
        }
        boolean anyEnded = all.stream().anyMatch(views::hasEnded);
        if (anyEnded || world.plan().checksEach() && ++settled % EVENTS_PER_LOOK == 0) {
            monitor.check();
        }
    }

    void register(SimProcess process, List<Claim> held, Optional<Epoch> heldEpoch) {
        String name = "node " + process.id().value();
        claims = held;
        scheduler.register(
                new Registration(process.id(), name, "", process.slots().size(), held, heldEpoch), now());
    }

    // ---- output ----

    void store(SegmentRef ref, byte[] content) {
        if (!BlobId.of(content).equals(ref.id()) || content.length != ref.length()) {
            throw new IllegalStateException("not the content of " + ref);
        }
        uploaded.put(ref.id(), content);
    }

    /** @throws IllegalStateException if nobody has stored it */
    byte[] content(BlobId id) {
        byte[] here = uploaded.get(id);
        return here != null
                ? here
                : disk.blob(id).orElseThrow(() -> new IllegalStateException("nobody has stored " + id));
    }

    @Override
    public boolean isStored(SegmentRef segment) {
        return uploaded.containsKey(segment.id()) || disk.blob(segment.id()).isPresent();
    }

    // ---- effects ----

    @Override
    public void send(WorkerId worker, CoordinatorToWorker message) {
        if (message instanceof ToSlot toSlot && toSlot.command() instanceof Grant grant) {
            world.book().granted(grant, worker, this);
        } else if (message instanceof ToSlot toSlot && toSlot.command() instanceof Acknowledge ack) {
            world.book().acknowledged(ack, disk);
        } else if (message instanceof Registered registered) {
            world.book().kept(registered, claims, worker, this);
        }
        world.trace().add(machine.toString(), "to " + worker, message);
        world.process(worker)
                .ifPresent(process ->
                        world.network().send(machine.link(), process.node().link(), () -> process.receive(message)));
    }

    @Override
    public void save(SaveGroup group) {
        writer.write(group);
    }

    @Override
    public void disconnect(WorkerId worker, long session) {
        machine.connections().close(worker, session);
    }

    @Override
    public void conclude(JobId job) {
        ConclusionTask task = scheduler.conclusionTask(job);
        world.timeline()
                .after(
                        CONCLUDE_NANOS,
                        () -> machine.runIn(
                                this, () -> scheduler.concluded(job, task.conclude(stored(task.segments())), now())));
    }

    private Segments stored(List<StoredSegment> refs) {
        return () -> refs.stream()
                .map(ref -> (Segments.Segment)
                        new Output(ref.range(), content(ref.ref().id())))
                .toList();
    }

    @Override
    public void changed(JobId job) {
        if (ending.contains(job)) {
            changed.add(job);
        }
    }

    @Override
    public void discard(JobId job) {
        // Segments of the same content may belong to others; memory is plenty.
    }

    @Override
    public void note(Note note) {
        world.trace().add(machine.toString(), "notes", note);
        if (note instanceof Note.WorkerLost lost) {
            world.book().lost(lost.worker());
        } else if (note instanceof Note.WorkerQuarantined q && isNewest()) {
            boolean isLiar = world.process(q.worker()).orElseThrow().isLiar();
            world.book().quarantined(q.worker(), isLiar);
        } else if (note instanceof Note.JobEnded ended) {
            ending.add(ended.job());
            changed.add(ended.job());
        }
    }
}
