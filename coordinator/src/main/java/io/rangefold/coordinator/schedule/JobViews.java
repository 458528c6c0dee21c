package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.Lease;
import io.rangefold.coordinator.ledger.PendingRange;
import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.coordinator.monitor.CpuAccount;
import io.rangefold.coordinator.service.Explanation;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.JobView.Cpu;
import io.rangefold.coordinator.service.JobView.Execution;
import io.rangefold.coordinator.service.JobView.Progress;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.JobResult;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows users what a scheduler knows. */
public final class JobViews {
    private static final int MAX_LISTED = 1000;

    private final Scheduler scheduler;

    public JobViews(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Newest first. */
    public List<JobView> jobs() {
        List<JobView> all = new ArrayList<>();
        scheduler.roster().jobs().forEach(job -> all.add(view(job)));
        Collections.reverse(all);
        return all;
    }

    /** The newest so many, newest first. */
    public List<JobView> newest(int limit) {
        List<JobRun> all = new ArrayList<>(scheduler.roster().jobs());
        List<JobRun> last = all.subList(Math.max(0, all.size() - limit), all.size());
        Collections.reverse(last);
        return last.stream().map(this::view).toList();
    }

    /** Whether the job is known and has ended. */
    public boolean hasEnded(JobId id) {
        return scheduler
                .roster()
                .job(id)
                .filter(job -> job.state().isTerminal())
                .isPresent();
    }

    public Optional<JobView> job(JobId id) {
        return scheduler.roster().job(id).map(this::view);
    }

    /** The result of a job that has one. */
    public Optional<JobResult> result(JobId id) {
        return scheduler
                .roster()
                .job(id)
                .filter(job -> job.phase.hasResult())
                .flatMap(job -> job.phase.conclusion())
                .map(conclusion -> conclusion.result());
    }

    private JobView view(JobRun job) {
        boolean ended = job.state().isTerminal();
        return new JobView(
                job.id(),
                job.options().name(),
                job.kind(),
                job.state(),
                job.standing.given(),
                job.arguments(),
                job.times().submittedAt(),
                job.times().startedAt(),
                ended ? job.times().finishedAt() : Optional.empty(),
                progress(job),
                execution(job),
                job.phase.end().flatMap(JobPhase.End::verification).orElseGet(() -> Verdicts.pending(job)),
                job.phase.conclusion().map(conclusion -> conclusion.complete()).orElse(true),
                job.phase.end().flatMap(JobPhase.End::fault),
                job.idempotencyKey(),
                cpu(job.recorder.cpu()));
    }

    private static Cpu cpu(CpuAccount account) {
        return new Cpu(
                account.usefulNanos() / 1e9,
                account.lostNanos() / 1e9,
                account.idleNanos() / 1e9,
                account.verificationNanos() / 1e9);
    }

    private Progress progress(JobRun job) {
        double rate = job.isOver() ? 0 : job.itemsPerSecond(scheduler.now());
        boolean ends = job.state() == JobState.RUNNING && job.isRunnable() && !job.isSearch();
        return new Progress(
                job.doneItems(),
                job.totalItems(),
                job.heldSlots(),
                rate,
                ends ? job.recorder.timeLeft(job.totalItems() - job.doneItems(), rate) : Optional.empty());
    }

    private Execution execution(JobRun job) {
        double elapsed = job.times().elapsedSeconds();
        JobCounters counters = job.counters;
        String kernel = counters.kernel.isEmpty() && !job.isOver() ? job.stage().kernelName() : counters.kernel;
        return new Execution(
                counters.items,
                counters.leases,
                counters.commits,
                counters.redispatched,
                counters.stolen,
                counters.workers(),
                counters.slots(),
                kernel,
                elapsed,
                counters.busyNanos / 1e9,
                elapsed > 0 ? counters.items / elapsed : 0);
    }

    /** Workers in the order in which they came. */
    public List<WorkerView> workers() {
        return scheduler.roster().workers().stream().map(this::view).toList();
    }

    private WorkerView view(Worker worker) {
        return new WorkerView(
                worker.id().value(),
                worker.name(),
                worker.address(),
                worker.slots().size(),
                worker.busySlots(),
                state(worker),
                worker.itemsPerSecond(scheduler.now()),
                worker.committed(),
                worker.cores(),
                worker.load(),
                worker.sinceCommit(scheduler.now())
                        .map(since -> scheduler.wallTime().minusNanos(since)),
                worker.slots().stream().map(this::view).toList());
    }

    private WorkerView.SlotState view(Slot slot) {
        ActiveLease lease = slot.current();
        return lease == null
                ? new WorkerView.SlotState(slot.key().slot(), Optional.empty(), 0, 0)
                : new WorkerView.SlotState(
                        slot.key().slot(),
                        Optional.of(lease.job().id()),
                        lease.id(),
                        lease.pace(scheduler.now(), Long.MAX_VALUE) * 1e9);
    }

    /** How much there is of everything; O(slots + jobs + pending ranges). */
    public Census census() {
        Map<JobState, Long> jobs = new EnumMap<>(JobState.class);
        Map<Urgency, Long> pending = new EnumMap<>(Urgency.class);
        double items = 0;
        for (JobRun job : scheduler.roster().jobs()) {
            jobs.merge(job.state(), 1L, Long::sum);
            if (!job.isOver()) {
                for (Urgency urgency : Urgency.values()) {
                    pending.merge(urgency, (long) job.ledger().pending(urgency).size(), Long::sum);
                }
                items += job.ledger().plainPendingItems();
            }
        }
        Map<WorkerView.State, Long> workers = new EnumMap<>(WorkerView.State.class);
        long busy = 0;
        long hung = 0;
        long slots = 0;
        for (Worker worker : scheduler.roster().workers()) {
            workers.merge(state(worker), 1L, Long::sum);
            busy += worker.busySlots();
            hung += worker.slots().size() - worker.soundSlots();
            slots += worker.slots().size();
        }
        int leases = scheduler.roster().leases().size();
        return new Census(jobs, workers, busy, Math.max(0, slots - busy - hung), hung, leases, pending, items);
    }

    /** Slots that hold a lease. */
    public int busySlots() {
        int busy = 0;
        for (Worker worker : scheduler.roster().workers()) {
            busy += worker.busySlots();
        }
        return busy;
    }

    /** Slots of all workers. */
    public int slots() {
        int all = 0;
        for (Worker worker : scheduler.roster().workers()) {
            all += worker.slots().size();
        }
        return all;
    }

    private static WorkerView.State state(Worker worker) {
        if (worker.isQuarantined()) {
            return WorkerView.State.QUARANTINED;
        }
        return worker.isDraining() ? WorkerView.State.DRAINING : WorkerView.State.ACTIVE;
    }

    /** Why a job is where it is. */
    public Optional<Explanation> explain(JobId id) {
        return scheduler.roster().job(id).map(this::explain);
    }

    private Explanation explain(JobRun job) {
        boolean ended = job.isOver();
        List<Explanation.Leased> leases = ended
                ? List.of()
                : job.active().values().stream()
                        .map(this::leased)
                        .limit(MAX_LISTED)
                        .toList();
        return new Explanation(
                view(job), summary(job), leases, ended ? List.of() : pending(job), ended ? List.of() : waits(job));
    }

    private Explanation.Leased leased(ActiveLease active) {
        Lease lease = active.lease();
        return new Explanation.Leased(
                lease.id(),
                active.worker().name(),
                lease.slot().slot(),
                lease.applied(),
                lease.end(),
                lease.purpose().name().toLowerCase(Locale.ROOT),
                active.pace(scheduler.now(), Long.MAX_VALUE) * 1e9);
    }

    private List<Explanation.Pending> pending(JobRun job) {
        List<Explanation.Pending> all = new ArrayList<>();
        for (Urgency urgency : Urgency.values()) {
            for (PendingRange pending : job.ledger().pending(urgency)) {
                all.add(new Explanation.Pending(
                        pending.range().low(), pending.range().high(), reason(pending, job)));
            }
        }
        for (Range unclaimed : job.ledger().unclaimed()) {
            all.add(new Explanation.Pending(
                    unclaimed.low(), unclaimed.high(), "may be held by a worker that has not registered again"));
        }
        for (PendingRange aside : job.ledger().aside()) {
            all.add(new Explanation.Pending(
                    aside.range().low(), aside.range().high(), "fails for good; set aside until it is needed"));
        }
        job.audits()
                .waiting()
                .map(question -> new Explanation.Pending(
                        question.range().low(), question.range().high(), reason(question)))
                .forEach(all::add);
        return all.size() > MAX_LISTED ? all.subList(0, MAX_LISTED) : all;
    }

    private String reason(PendingRange pending, JobRun job) {
        return switch (pending.urgency()) {
            case SUSPECT ->
                "a worker died over it" + (pending.deaths() > 0 ? " " + pending.deaths() + " times" : "")
                        + "; waits for a worker that holds no other such range";
            case RETRY -> retry(pending);
            case LOST -> "taken from a slot that did not deliver; " + waitsFor(job);
            case FRESH -> "not begun; " + waitsFor(job);
        };
    }

    private static String reason(Question question) {
        return question.isDisputed()
                ? "committed; computed again with another result; waits for a third worker"
                : "committed; waits to be computed again for the audit";
    }

    private String retry(PendingRange pending) {
        double seconds = Math.max(0, pending.notBeforeNanos() - scheduler.now()) / 1e9;
        return String.format(Locale.ROOT, "failed; attempt %d in %.1f s", pending.failures() + 1, seconds);
    }

    private String waitsFor(JobRun job) {
        if (job.state() == JobState.PAUSED) {
            return "the job is paused";
        }
        if (scheduler.roster().usableSlots() == 0) {
            return "waits for a worker";
        }
        return job.mayTakeAnother() ? "waits for a slot" : "the job has as many slots as --max-slots allows";
    }

    private String summary(JobRun job) {
        if (job.state().isTerminal()) {
            return "the job has ended: " + job.state()
                    + job.phase
                            .end()
                            .flatMap(JobPhase.End::fault)
                            .map(fault -> ", " + fault.message())
                            .orElse("");
        }
        if (job.isOver()) {
            return "it is over; that is being saved";
        }
        if (job.phase.overdue().isPresent()) {
            return "its time is over; a result is being made of what was computed";
        }
        if (job.phase.isConcluding()) {
            return "everything is computed; the result is being made and checked";
        }
        if (job.state() == JobState.PAUSED) {
            return "paused: no slot works on it until it is resumed";
        }
        if (scheduler.roster().usableSlots() == 0) {
            return "waits for a worker: none is registered that takes work";
        }
        if (job.heldSlots() == 0 && lacksProcesses(job)) {
            return waitsForProcesses(job);
        }
        if (job.heldSlots() == 0) {
            return "waits for a slot: all are busy with other jobs, or its ranges may not be leased yet";
        }
        long audits = job.active().values().stream()
                .filter(lease -> lease.lease().purpose() == Purpose.AUDIT)
                .count();
        return "runs on " + slots(job) + (audits > 0 ? ", " + audits + " of them audit" : "");
    }

    private boolean lacksProcesses(JobRun job) {
        return scheduler.roster().usableWorkers() < job.audits().quorum();
    }

    private String waitsForProcesses(JobRun job) {
        long usable = scheduler.roster().usableWorkers();
        return "waits for " + job.audits().quorum() + " worker processes, there "
                + (usable == 1 ? "is 1" : "are " + usable);
    }

    private List<String> waits(JobRun job) {
        List<String> all = new ArrayList<>();
        if (lacksProcesses(job)) {
            all.add(waitsForProcesses(job));
        }
        for (JobRun other : scheduler.roster().jobs()) {
            if (other != job && other.heldSlots() > 0 && all.size() < 20) {
                String relation = other.standing.priority() > job.standing.priority()
                        ? "goes before it"
                        : other.standing.priority() < job.standing.priority()
                                ? "gives way to it"
                                : "shares the slots with it";
                all.add("job " + other.id() + " has " + slots(other) + ", priority " + other.standing.priority() + ": "
                        + relation);
            }
        }
        return all;
    }

    private static String slots(JobRun job) {
        return job.heldSlots() + (job.heldSlots() == 1 ? " slot" : " slots");
    }
}
