package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.Aggregate;
import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.ledger.StageLedger;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotReport.Commit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A job in the scheduler's hands. */
final class JobRun {
    private final JobId id;
    private final String kind;
    private final Map<String, String> arguments;
    private final boolean proves;
    private @Nullable Job job;
    private final byte[] spec;
    private List<BlobId> inputs;
    private final JobOptions options;
    private final long number;
    private final AuditBook audits;
    private final Map<Long, ActiveLease> active = new LinkedHashMap<>();
    private final TreeMap<Long, StoredSegment> segments = new TreeMap<>();
    private int segmentsStage;
    private final RateMeter rate = new RateMeter();
    private double pace;
    final JobCounters counters = new JobCounters();
    private @Nullable Stage<?> stage;
    private int stageNumber;
    private byte[] previous = new byte[0];
    private StageLedger ledger;
    private Aggregate<?> aggregate;
    private JobState state = JobState.QUEUED;
    private boolean concluding;
    private Optional<JobFault> overdue = Optional.empty();
    private long doneItems;
    private long totalItems;
    private final Map<Long, JobFault> faultsAside = new HashMap<>();
    private final JobTimes times;
    private Optional<JobFault> fault = Optional.empty();
    private Optional<Conclusion> conclusion = Optional.empty();
    private Optional<Verification> verification = Optional.empty();
    final Standing standing;

    JobRun(JobId id, String kind, Job job, JobOptions options, long number, CoreClock clock) {
        this.id = id;
        this.kind = kind;
        this.job = job;
        this.arguments = job.arguments();
        this.proves = job.proves();
        this.spec = job.spec();
        this.inputs = job.inputs();
        this.options = options;
        this.number = number;
        this.times = new JobTimes(clock);
        this.audits = new AuditBook(options.verify(), job.proves());
        this.standing = new Standing(options.priority());
        this.stage = job.stage(0, previous);
        this.ledger = new StageLedger(stage.items());
        this.aggregate = Aggregate.of(stage);
    }

    JobId id() {
        return id;
    }

    String kind() {
        return kind;
    }

    /** Until it has ended. */
    Job job() {
        return Objects.requireNonNull(job);
    }

    Map<String, String> arguments() {
        return arguments;
    }

    /** Whether its result can be proven. */
    boolean proves() {
        return proves;
    }

    byte[] spec() {
        return spec;
    }

    /** Names of the input data; a result is read together with it. */
    List<BlobId> inputs() {
        return inputs;
    }

    JobOptions options() {
        return options;
    }

    /** Grows from job to job. */
    long number() {
        return number;
    }

    /** Until it has ended. */
    Stage<?> stage() {
        return Objects.requireNonNull(stage);
    }

    int stageNumber() {
        return stageNumber;
    }

    byte[] previous() {
        return previous;
    }

    StageLedger ledger() {
        return ledger;
    }

    Aggregate<?> aggregate() {
        return aggregate;
    }

    AuditBook audits() {
        return audits;
    }

    TreeMap<Long, StoredSegment> segments() {
        return segments;
    }

    /** Leases that slots work on, audits too, by id. */
    Map<Long, ActiveLease> active() {
        return active;
    }

    int heldSlots() {
        return active.size();
    }

    boolean mayTakeAnother() {
        return active.size() < options.maxSlots().orElse(Integer.MAX_VALUE);
    }

    /** Whether slots may work on it. */
    boolean isRunnable() {
        return (state == JobState.QUEUED || state == JobState.RUNNING) && !concluding;
    }

    boolean isSearch() {
        return stage.order() == Stage.Order.LOWEST_FIRST;
    }

    /** Whether there is something that could be leased at once, to some slot. */
    boolean hasLeasable(long nowNanos) {
        return !audits.waiting().isEmpty()
                || ledger.plainPendingItems() > 0
                || !ledger.pending(Urgency.SUSPECT).isEmpty()
                || ledger.pending(Urgency.RETRY).stream().anyMatch(p -> p.notBeforeNanos() <= nowNanos);
    }

    /** How many slots it could use. */
    long demand() {
        long open = ledger.items() - ledger.committedItems() - ledger.skippedItems() + audits.open();
        return Math.min(open, options.maxSlots().orElse(Integer.MAX_VALUE));
    }

    boolean merge(Commit commit, SlotKey by, long nowNanos) {
        try {
            aggregate.merge(commit.partial());
        } catch (IllegalArgumentException e) {
            return false;
        }
        Range range = commit.range();
        commit.segment().ifPresent(ref -> keep(new StoredSegment(range, ref)));
        counters.committed(commit, by);
        rate.add(range.size(), nowNanos);
        standing.served(commit.busyNanos());
        pace = (double) range.size() / Math.max(1, commit.busyNanos());
        return true;
    }

    /** The output of a stage is kept until a later one writes some. */
    private void keep(StoredSegment segment) {
        if (segmentsStage != stageNumber) {
            segments.clear();
            segmentsStage = stageNumber;
        }
        segments.put(segment.range().low(), segment);
    }

    /** Items a nanosecond that a slot made last, whichever it was; 0 if that is not known. */
    double pace() {
        return pace;
    }

    boolean nextStage() {
        byte[] known = known();
        if (!job.continuesAfter(stageNumber, known)) {
            return false;
        }
        stageNumber++;
        previous = known;
        stage = job.stage(stageNumber, previous);
        ledger = new StageLedger(stage.items());
        aggregate = Aggregate.of(stage);
        pace = 0;
        return true;
    }

    /** What is known after what was computed so far. */
    byte[] known() {
        return job.after(stageNumber, previous, aggregate.encoded());
    }

    /** Why a range of a search was set aside. */
    void keepFault(Range aside, JobFault why) {
        faultsAside.put(aside.low(), why);
    }

    /** Why the job can't go on, if a range that was set aside turns out to be needed. */
    Optional<JobFault> neededFault() {
        return ledger.needed().map(aside -> faultsAside.get(aside.range().low()));
    }

    void started() {
        if (state == JobState.QUEUED) {
            state = JobState.RUNNING;
        }
        times.start();
    }

    void pause() {
        state = JobState.PAUSED;
    }

    void resume() {
        state = times.startedNanos().isPresent() ? JobState.RUNNING : JobState.QUEUED;
    }

    void concluding() {
        concluding = true;
    }

    /** Its time is over: what there is becomes its result. */
    void concludingEarly(JobFault why) {
        concluding = true;
        overdue = Optional.of(why);
    }

    /** Why its result is made of a part of its work; empty if it is not. */
    Optional<JobFault> overdue() {
        return overdue;
    }

    boolean isConcluding() {
        return concluding;
    }

    void ended(JobState terminal, Optional<JobFault> why, Optional<Verification> checked) {
        assert terminal.isTerminal() && !state.isTerminal() : "a job ends once: " + state + ", " + terminal;
        state = terminal;
        fault = why;
        verification = checked;
        times.finish();
        release();
    }

    /** An ended job keeps its result and what is said of it, and nothing that it was made of. */
    private void release() {
        if (counters.kernel.isEmpty()) {
            counters.kernel = stage().kernelName();
        }
        doneItems = doneItems();
        totalItems = totalItems();
        if (!hasResult()) {
            segments.clear();
            inputs = List.of();
        }
        audits.clear();
        faultsAside.clear();
        previous = new byte[0];
        ledger = new StageLedger(0);
        job = null;
        stage = null;
    }

    /** Items of the present stage, or the last one, that are committed or not needed. */
    long doneItems() {
        return stage == null ? doneItems : ledger.committedItems() + ledger.skippedItems();
    }

    /** Items of the present stage, or the last one. */
    long totalItems() {
        return stage == null ? totalItems : ledger.items();
    }

    void concluded(Conclusion made) {
        conclusion = Optional.of(made);
    }

    /** Whether it has ended with a result that may be used. */
    boolean hasResult() {
        return conclusion.isPresent() && (state == JobState.SUCCEEDED || state == JobState.TIMED_OUT);
    }

    JobState state() {
        return state;
    }

    JobTimes times() {
        return times;
    }

    Optional<JobFault> fault() {
        return fault;
    }

    Optional<Conclusion> conclusion() {
        return conclusion;
    }

    Optional<Verification> verification() {
        return verification;
    }

    double itemsPerSecond(long nowNanos) {
        return rate.perSecond(nowNanos);
    }

    /** What a job took so far. */
    static final class JobCounters {
        long items;
        long leases;
        long commits;
        long redispatched;
        long stolen;
        long busyNanos;
        String kernel = "";
        private final Set<SlotKey> slots = new HashSet<>();

        private void committed(Commit commit, SlotKey by) {
            items = commit.range().addTo(items);
            commits++;
            busyNanos += commit.busyNanos();
            kernel = commit.kernel();
            slots.add(by);
        }

        int slots() {
            return slots.size();
        }

        int workers() {
            return (int) slots.stream().map(SlotKey::worker).distinct().count();
        }
    }
}
