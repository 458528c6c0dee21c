package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.Explanation;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Segments;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotReport.Failure;
import io.rangefold.protocol.SlotReport.StrideAnnounced;
import io.rangefold.protocol.SlotReport.StrideFailed;
import io.rangefold.protocol.SlotReport.Trimmed;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** A scheduler, what it wants done, and the words of its workers. Time stands still unless it is told to pass. */
final class Office implements Effects {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;
    static final JobOptions UNVERIFIED = options(0, 0);

    private Epoch epoch = new Epoch("test", 1);
    Scheduler scheduler = new Scheduler(epoch, 0, SchedulerSettings.DEFAULT, this, 1, 0, Instant.EPOCH);
    final Disk disk = new Disk();
    final List<Note> notes = new ArrayList<>();
    private final Map<WorkerId, List<CoordinatorToWorker>> sent = new HashMap<>();
    private final Map<WorkerId, Long> sessions = new HashMap<>();
    private final Map<Long, Grant> grants = new HashMap<>();
    private final Set<SegmentRef> stored = new HashSet<>();
    private final List<SaveGroup> saves = new ArrayList<>();
    private final List<JobId> conclusions = new ArrayList<>();
    private boolean savesAtOnce = true;
    private Duration clockIsOff = Duration.ZERO;
    private long now;
    private long heartbeats;

    static JobOptions options(int priority, int maxSlots) {
        OptionalInt most = maxSlots == 0 ? OptionalInt.empty() : OptionalInt.of(maxSlots);
        return new JobOptions("", priority, most, Optional.empty(), 3, new VerifyMode.None());
    }

    static JobOptions verified(VerifyMode mode) {
        return verified(mode, 0);
    }

    static JobOptions verified(VerifyMode mode, int priority) {
        return new JobOptions("", priority, OptionalInt.empty(), Optional.empty(), 3, mode);
    }

    /** Everything is audited, one slot works on the job, and it has that much time. */
    static JobOptions verifiedWithin(long nanos) {
        Optional<Duration> timeout = Optional.of(Duration.ofNanos(nanos));
        return new JobOptions("", 0, OptionalInt.of(1), timeout, 3, new VerifyMode.Audit(100));
    }

    // ---- what happens ----

    WorkerId worker(String name, int slots, Claim... held) {
        WorkerId id = new WorkerId(name);
        Optional<Epoch> heldEpoch = held.length == 0 ? Optional.empty() : Optional.of(epoch);
        return worker(name, slots, heldEpoch, held);
    }

    /** A worker registers that was last registered in that epoch. */
    WorkerId worker(String name, int slots, Optional<Epoch> heldEpoch, Claim... held) {
        WorkerId id = new WorkerId(name);
        scheduler.register(new Registration(id, name, "", slots, List.of(held), heldEpoch), now);
        return after(id);
    }

    Epoch epoch() {
        return epoch;
    }

    /** The coordinator ends, and another one goes on from what is saved. Nothing that was not is known any more. */
    void restart() {
        restart(disk.load());
    }

    /** The wall clock is set; the next coordinator sees it so. */
    void setClock(Duration forward) {
        clockIsOff = forward;
    }

    /** As if the store had given that. */
    void restart(StoredState state) {
        restart(state, CountJob::decoded);
    }

    /** Jobs are read in that way. */
    void restartWith(Function<byte[], Job> decoder) {
        restart(disk.load(), decoder);
    }

    private void restart(StoredState state, Function<byte[], Job> decoder) {
        saves.clear();
        sent.clear();
        conclusions.clear();
        grants.clear();
        epoch = new Epoch(epoch.cluster(), epoch.number() + 1);
        Instant wallTime = Instant.EPOCH.plusNanos(now).plus(clockIsOff);
        scheduler = new Scheduler(epoch, 0, SchedulerSettings.DEFAULT, this, epoch.number(), now, wallTime);
        scheduler.restore(state, (kind, spec) -> decoder.apply(spec), now);
        after(now);
    }

    private <T> T after(T value) {
        while (savesAtOnce && !saves.isEmpty()) {
            saveNext();
        }
        scheduler.checkInvariants();
        new JobMonitor(scheduler, new JobViews(scheduler)).check();
        return value;
    }

    /** From now on a group is saved only by {@link #save}. */
    void holdSaves() {
        savesAtOnce = false;
    }

    void save() {
        saveNext();
        after(now);
    }

    /** Everything that waits to be saved is. */
    void saveAll() {
        while (!saves.isEmpty()) {
            save();
        }
    }

    /** The next group is written, but the coordinator does not learn of it. */
    void saveUnheard() {
        disk.apply(saves.remove(0));
    }

    private void saveNext() {
        SaveGroup group = saves.remove(0);
        disk.apply(group);
        scheduler.groupDurable(group.number(), now);
    }

    /** Something is done to the scheduler that is not named here. */
    void does(Consumer<Scheduler> event) {
        event.accept(scheduler);
        after(now);
    }

    void cancel(JobId job) {
        does(s -> s.cancel(job, now));
    }

    void pause(JobId job) {
        does(s -> s.pause(job, now));
    }

    void prioritize(JobId job, int priority) {
        does(s -> s.prioritize(job, priority, now));
    }

    void resume(JobId job) {
        does(s -> s.resume(job, now));
    }

    JobId submit(String name, Job job, JobOptions options) {
        JobId id = new JobId(name);
        scheduler.submit(id, "count", job, options, now);
        return after(id);
    }

    void pass(long nanos) {
        long end = now + nanos;
        while (now < end) {
            now = Math.min(end, now + 100 * MILLI);
            scheduler.tick(now);
            after(now);
        }
    }

    /** Time passes, and every worker of these says that it is alive, what it holds making progress. */
    void passAlive(long nanos, WorkerId... alive) {
        for (long passed = 0; passed < nanos; passed += 500 * MILLI) {
            pass(500 * MILLI);
            for (WorkerId worker : alive) {
                heartbeat(worker, statuses(worker));
            }
        }
    }

    private SlotStatus[] statuses(WorkerId worker) {
        return scheduler.roster().leasesOf(scheduler.roster().worker(worker)).stream()
                .map(lease -> computing(lease.id(), lease.lease().rest().first(1), ++heartbeats))
                .toArray(SlotStatus[]::new);
    }

    SlotStatus computing(long lease, Range stride, long progress) {
        long end = scheduler.roster().lease(lease).lease().end();
        return new SlotStatus(scheduler.roster().lease(lease).slot().key().slot(), lease, stride, end, progress);
    }

    void heartbeat(WorkerId worker, SlotStatus... held) {
        scheduler.heartbeat(sender(worker), ++heartbeats, List.of(held), false, now);
        after(now);
    }

    void lost(WorkerId worker) {
        scheduler.lost(worker, sessions.get(worker), "its connection has ended", now);
        after(now);
    }

    void report(WorkerId worker, SlotReport report) {
        int slot = Optional.ofNullable(scheduler.roster().lease(report.lease()))
                .map(lease -> lease.slot().key().slot())
                .orElse(0);
        scheduler.report(sender(worker), slot, report, now);
        after(now);
    }

    /** {@code seconds} of work are committed. */
    void commit(WorkerId worker, Grant grant, long from, long to) {
        report(worker, commitOf(grant, from, to, CountJob.partial(to - from)));
    }

    static Commit commitOf(Grant grant, long from, long to, byte[] partial) {
        return new Commit(
                grant.lease(), Range.of(from, to), partial, Optional.empty(), (to - from) * 10 * MILLI, "count");
    }

    void commitAll(WorkerId worker, Grant grant) {
        commit(worker, grant, grant.range().low(), grant.range().high());
    }

    /** Commits all of the grant, with one index too many. */
    void lie(WorkerId worker, Grant grant) {
        lie(worker, grant, 1);
    }

    /** Commits all of the grant, with so many indices too many. */
    void lie(WorkerId worker, Grant grant, long extra) {
        Range range = grant.range();
        report(worker, commitOf(grant, range.low(), range.high(), CountJob.partial(range.size() + extra)));
    }

    /** Every slot of these workers computes what it is given, rightly, until nobody has anything to do. */
    void work(WorkerId... workers) {
        boolean isDone = false;
        while (!isDone) {
            isDone = true;
            for (WorkerId worker : workers) {
                for (Grant grant : grantsTo(worker)) {
                    if (scheduler.roster().lease(grant.lease()) != null) {
                        commitAll(worker, grant);
                        isDone = false;
                    }
                }
            }
        }
    }

    void fail(WorkerId worker, Grant grant, Range stride, Failure failure) {
        report(worker, new StrideFailed(grant.lease(), stride, failure, stride.low(), "it failed"));
    }

    void announce(WorkerId worker, Grant grant, Range stride) {
        report(worker, new StrideAnnounced(grant.lease(), stride));
    }

    void trimmed(WorkerId worker, Grant grant, long end) {
        report(worker, new Trimmed(grant.lease(), end));
    }

    Sender sender(WorkerId worker) {
        return new Sender(epoch, worker, sessions.get(worker));
    }

    long now() {
        return now;
    }

    /** The result of every job that waits for it is made. */
    void conclude() {
        for (JobId id : List.copyOf(conclusions)) {
            ConclusionTask task = scheduler.conclusionTask(id);
            Conclusion conclusion = task.conclude(Segments.none());
            scheduler.concluded(id, conclusion, now);
        }
        conclusions.clear();
        after(now);
    }

    /** The result of that job can't be made. */
    void failToConclude(JobId id, Throwable why) {
        conclusions.remove(id);
        scheduler.notConcluded(id, why, now);
        after(now);
    }

    // ---- what came of it ----

    JobView view(JobId id) {
        return new JobViews(scheduler).job(id).orElseThrow();
    }

    WorkerView.State state(WorkerId worker) {
        return new JobViews(scheduler)
                .workers().stream()
                        .filter(view -> view.id().equals(worker.value()))
                        .findFirst()
                        .orElseThrow()
                        .state();
    }

    Explanation explanation(JobId id) {
        return new JobViews(scheduler).explain(id).orElseThrow();
    }

    long counted(JobId id) {
        CountJob.CountResult result =
                (CountJob.CountResult) new JobViews(scheduler).result(id).orElseThrow();
        return result.count().count();
    }

    /** What was sent to the worker since this was asked last. */
    List<CoordinatorToWorker> sentTo(WorkerId worker) {
        return Optional.ofNullable(sent.remove(worker)).orElse(List.of());
    }

    /** The commands among it. */
    List<SlotCommand> commandsTo(WorkerId worker) {
        return sentTo(worker).stream()
                .filter(ToSlot.class::isInstance)
                .map(message -> ((ToSlot) message).command())
                .toList();
    }

    /** The grants among it. */
    List<Grant> grantsTo(WorkerId worker) {
        return commandsTo(worker).stream()
                .filter(Grant.class::isInstance)
                .map(Grant.class::cast)
                .toList();
    }

    /** The only grant among it. */
    Grant grantTo(WorkerId worker) {
        List<Grant> all = grantsTo(worker);
        if (all.size() != 1) {
            throw new AssertionError("not one grant: " + all);
        }
        return all.get(0);
    }

    List<JobId> conclusions() {
        return conclusions;
    }

    // ---- effects ----

    @Override
    public void send(WorkerId worker, CoordinatorToWorker message) {
        sent.computeIfAbsent(worker, w -> new ArrayList<>()).add(message);
        if (message instanceof Registered registered) {
            sessions.put(worker, registered.session());
        } else if (message instanceof ToSlot toSlot && toSlot.command() instanceof Grant grant) {
            grants.put(grant.lease(), grant);
        }
    }

    @Override
    public boolean isStored(SegmentRef segment) {
        return stored.contains(segment);
    }

    void store(SegmentRef segment) {
        stored.add(segment);
    }

    @Override
    public void save(SaveGroup group) {
        saves.add(group);
    }

    @Override
    public void disconnect(WorkerId worker, long session) {}

    @Override
    public void conclude(JobId job) {
        conclusions.add(job);
    }

    @Override
    public void changed(JobId job) {}

    @Override
    public void discard(JobId job) {}

    @Override
    public void note(Note note) {
        notes.add(note);
    }
}
