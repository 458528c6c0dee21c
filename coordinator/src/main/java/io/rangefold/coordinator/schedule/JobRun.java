package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.coordinator.ledger.Shares;
import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.coordinator.ledger.StageLedger;
import io.rangefold.coordinator.schedule.JobPhase.End;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.RangeMap;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.coordinator.store.JobRecord;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.coordinator.store.StoredState.StoredJob;
import io.rangefold.job.Job;
import io.rangefold.job.Stage;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A job in the scheduler's hands. */
final class JobRun {
    private static final long NO_SPEEDS = 0;

    private final JobHeader header;
    private final boolean proves;
    private @Nullable Job job;
    private List<BlobId> inputs;
    private final AuditBook audits;
    private final Map<Long, ActiveLease> active = new LinkedHashMap<>();
    private final RateMeter rate = new RateMeter();
    private double pace;
    final JobCounters counters = new JobCounters();
    private @Nullable Stage<?> stage;
    private int stageNumber;
    private byte[] previous = new byte[0];
    private StageLedger ledger = new StageLedger(0);
    private @Nullable Shares<?> shares;
    private long doneItems;
    private long totalItems;
    private final Map<Long, JobFault> faultsAside = new HashMap<>();
    private final JobTimes times;
    private final Set<String> settled = new HashSet<>();
    private final List<Change> unsaved = new ArrayList<>();
    private final JobOutput output;
    private long toldAgeNanos;
    final Standing standing;
    final JobPhase phase;
    final JobRecorder recorder;

    private JobRun(JobHeader header, boolean proves, JobState state, JobTimes times, CoreClock clock) {
        this.header = header;
        this.proves = proves;
        this.inputs = header.inputs();
        this.times = times;
        this.output = new JobOutput(header.id(), unsaved);
        this.audits = new AuditBook(header.options().verify(), proves);
        this.standing = new Standing(header.options().priority());
        this.phase = new JobPhase(state);
        this.recorder = new JobRecorder(header.id(), clock);
    }

    /** A job that is submitted now. */
    JobRun(JobHeader header, Job job, CoreClock clock) {
        this(header, job.proves(), JobState.QUEUED, new JobTimes(clock), clock);
        this.job = job;
        enter(0, previous);
        unsaved.add(new Change.Submitted(header));
    }

    /**
     * A job that was begun earlier.
     *
     * @throws RuntimeException if what is stored of it contradicts itself
     */
    JobRun(StoredJob stored, Job job, CoreClock clock) {
        this(
                stored.record().header(),
                job.proves(),
                stored.record().status().state(),
                new JobTimes(clock, stored.record()),
                clock);
        JobStatus status = stored.record().status();
        this.job = job;
        enter(status.stage(), status.known());
        List<Range> committed = new ArrayList<>();
        stored.shares().forEach(share -> committed.addAll(share.ranges()));
        StageLedger.restored(ledger.items(), committed, Long.MAX_VALUE);
        stored.shares().forEach(share -> shares().restore(share.owner(), share.ranges(), share.partials()));
        ledger = StageLedger.restored(ledger.items(), committed, shares().cutoff());
        if (status.totalItems() != ledger.items()
                || stageNumber == 0 && status.counters().items() != ledger.committedItems()) {
            throw new IllegalArgumentException("it says " + status.counters().items() + " items of "
                    + status.totalItems() + ", its checkpoints " + ledger.committedItems() + " of " + ledger.items());
        }
        output.restore(stored.segments());
        List<WorkerId> workers = shares().owners().stream().map(WorkerId::new).toList();
        audits.restore(stored.audits(), status.counters(), workers);
        stored.settled().forEach(worker -> settled.add(worker.value()));
        counters.restore(status.counters(), workers);
        if (times.startedAt().isPresent()) {
            recorder.takenOver(counters.items, counters.busyNanos);
        }
        status.priority().ifPresent(standing::give);
    }

    /** A job that was begun earlier, and can't go on. */
    JobRun(JobRecord unreadable, CoreClock clock) {
        this(unreadable.header(), false, unreadable.status().state(), new JobTimes(clock, unreadable), clock);
        JobStatus status = unreadable.status();
        stageNumber = status.stage();
        previous = status.known();
        doneItems = status.doneItems();
        totalItems = status.totalItems();
        counters.restore(status.counters(), List.of());
        status.priority().ifPresent(standing::give);
    }

    private void enter(int number, byte[] known) {
        stageNumber = number;
        previous = known;
        stage = job().stage(number, known);
        ledger = new StageLedger(stage.items());
        shares = Shares.of(stage);
        pace = 0;
    }

    JobId id() {
        return header.id();
    }

    String kind() {
        return header.kind();
    }

    /** Until it is over. */
    Job job() {
        return Objects.requireNonNull(job);
    }

    Map<String, String> arguments() {
        return header.arguments();
    }

    /** Whether its result can be proven. */
    boolean proves() {
        return proves;
    }

    byte[] spec() {
        return header.spec();
    }

    /** Names of the input data; a result is read together with it. */
    List<BlobId> inputs() {
        return inputs;
    }

    Optional<String> idempotencyKey() {
        return header.idempotencyKey();
    }

    JobOptions options() {
        return header.options();
    }

    /** Grows from job to job. */
    long number() {
        return header.number();
    }

    /** Until it is over. */
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

    /** Until it is over. */
    Shares<?> shares() {
        return Objects.requireNonNull(shares);
    }

    AuditBook audits() {
        return audits;
    }

    /** The output that counts, ascending. */
    Collection<StoredSegment> segments() {
        return output.segments();
    }

    /** Leases that slots work on, audits too, by id. */
    Map<Long, ActiveLease> active() {
        return active;
    }

    int heldSlots() {
        return active.size();
    }

    boolean mayTakeAnother() {
        return active.size() < options().maxSlots().orElse(Integer.MAX_VALUE);
    }

    /** Whether slots may work on it. */
    boolean isRunnable() {
        return phase.isRunnable();
    }

    boolean isSearch() {
        return stage.order() == Stage.Order.LOWEST_FIRST;
    }

    /** Whether something is pending that goes before all else, and may be leased now. */
    boolean hasUrgent(long nowNanos) {
        return !ledger.pending(Urgency.SUSPECT).isEmpty()
                || ledger.pending(Urgency.RETRY).stream().anyMatch(p -> p.notBeforeNanos() <= nowNanos);
    }

    /** How many slots it could use. */
    long demand() {
        long open = ledger.items() - ledger.committedItems() - ledger.skippedItems() + audits.open();
        return Math.min(open, options().maxSlots().orElse(Integer.MAX_VALUE));
    }

    boolean merge(Commit commit, SlotKey by, long nowNanos) {
        try {
            shares().commit(by.worker().value(), commit.range(), commit.partial());
        } catch (IllegalArgumentException e) {
            return false;
        }
        shares().takeSettled().forEach(this::settled);
        Range range = commit.range();
        commit.segment().ifPresent(ref -> output.add(stageNumber, range, ref, by.worker()));
        counters.committed(commit, by);
        rate.add(range.size(), nowNanos);
        standing.served(commit.busyNanos());
        pace = (double) range.size() / Math.max(1, commit.busyNanos());
        return true;
    }

    /** Takes back what an owner has committed of the stage, as far as it is not settled: it is pending again. */
    List<Range> disown(String owner) {
        List<Range> ranges = shares().disown(owner);
        ledger.takeBackCommitted(ranges);
        ledger.raiseCutoff(shares().cutoff());
        counters.takenBack(ranges);
        output.drop(stageNumber, ranges);
        return ranges;
    }

    private void settled(String owner) {
        if (settled.add(owner)) {
            unsaved.add(new Change.Settled(id(), new WorkerId(owner)));
        }
    }

    /** Whether something that this worker has committed can't be told apart any more. */
    boolean hasSettled(WorkerId worker) {
        return settled.contains(worker.value());
    }

    /** Items a nanosecond that a slot made last, whichever it was; 0 if that is not known. */
    double pace() {
        return pace;
    }

    boolean nextStage() {
        byte[] known = known();
        if (!job().continuesAfter(stageNumber, known)) {
            return false;
        }
        shares().owners().forEach(this::settled);
        audits.stageBegun();
        recorder.stageBegun();
        enter(stageNumber + 1, known);
        unsaved.add(new Change.StageBegun(id(), stageNumber));
        return true;
    }

    /** What is known after what was computed so far. */
    byte[] known() {
        return job().after(stageNumber, previous, shares().encoded());
    }

    /** Why a range of a search was set aside. */
    void keepFault(Range aside, JobFault why) {
        faultsAside.put(aside.low(), why);
    }

    /** Why the job can't go on, if a range that was set aside turns out to be needed. */
    Optional<JobFault> neededFault() {
        return ledger.needed().map(aside -> faultsAside.get(aside.range().low()));
    }

    /**
     * A slot begins to work on it.
     *
     * @return whether that is the first one
     */
    boolean started() {
        phase.started();
        boolean isFirst = times.start();
        if (isFirst) {
            recorder.started();
        }
        return isFirst;
    }

    void resume() {
        phase.resume(times.startedAt().isPresent());
    }

    /** It is over, though nobody may be told before that is saved: until then it looks as it did. */
    void end(End how) {
        Optional<RangeMap> map =
                job == null ? Optional.empty() : Optional.of(RangeMaps.live(this, Optional.empty(), NO_SPEEDS));
        phase.end(how);
        times.finish();
        recorder.finished(this, map);
        if (job != null) {
            release();
        }
    }

    /** Whether it computes nothing any more: it has ended, or will have once that is saved. */
    boolean isOver() {
        return phase.isOver();
    }

    /** A job that is over keeps its result and what is said of it, and nothing that it was made of. */
    private void release() {
        if (counters.kernel.isEmpty()) {
            counters.kernel = stage().kernelName();
        }
        doneItems = doneItems();
        totalItems = totalItems();
        shares().takeLastChanges(id(), stageNumber, ledger.committed(), unsaved);
        if (phase.willHaveResult()) {
            previous = known();
        } else {
            output.drop();
            inputs = List.of();
        }
        audits.clear();
        faultsAside.clear();
        settled.clear();
        ledger = new StageLedger(0);
        shares = null;
        job = null;
        stage = null;
    }

    /** Whether it was so much younger when its store was told last. */
    boolean isOlderThanTold(long nanos) {
        return times.ageNanos() - toldAgeNanos > nanos;
    }

    /** What happened once since its store was told last. */
    List<Change> unsaved() {
        return Collections.unmodifiableList(unsaved);
    }

    /** What a store must be told since it was told last. */
    void takeChanges(List<Change> to) {
        to.addAll(unsaved);
        unsaved.clear();
        audits.takeChanges(id(), stageNumber, to);
        if (!isOver()) {
            shares().takeChanges(id(), stageNumber, to);
        }
        to.add(new Change.Updated(status()));
        toldAgeNanos = times.ageNanos();
        if (isOver()) {
            previous = new byte[0];
            recorder.takeLife().ifPresent(life -> to.add(new Change.Remembered(id(), life)));
        }
    }

    private JobStatus status() {
        return new JobStatus(
                id(),
                phase.ending().map(End::state).orElse(phase.state()),
                stageNumber,
                previous,
                phase.overdue().isPresent(),
                times.startedAt(),
                times.finishedAt(),
                times.ageNanos(),
                doneItems(),
                totalItems(),
                counters.stored(audits),
                phase.ending().flatMap(End::verification),
                phase.isComplete(),
                phase.ending().flatMap(End::fault),
                newPriority());
    }

    private OptionalInt newPriority() {
        return standing.given() == options().priority() ? OptionalInt.empty() : OptionalInt.of(standing.given());
    }

    /** Items of the present stage, or the last one, that are committed or not needed. */
    long doneItems() {
        return stage == null ? doneItems : ledger.committedItems() + ledger.skippedItems();
    }

    /** Items of the present stage, or the last one. */
    long totalItems() {
        return stage == null ? totalItems : ledger.items();
    }

    /** As it may be told. */
    JobState state() {
        return phase.state();
    }

    JobTimes times() {
        return times;
    }

    double itemsPerSecond(long nowNanos) {
        return rate.perSecond(nowNanos);
    }
}
