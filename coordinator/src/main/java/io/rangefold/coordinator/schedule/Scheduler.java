package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The brain of a coordinator: who computes what, what counts, and when a job has ended. One method per event, each with the
 * time in nanoseconds of a clock that never goes back; what is to be done goes to {@link Effects}. Not thread-safe.
 */
public final class Scheduler {
    /**
     * Leases and sessions of a term are numbered above those of all terms before: a slot takes a lower number for an old one.
     * They begin at random: without a store every term is the first, and a slot may still speak of leases of another.
     */
    private static final int TERM_BITS = 40;

    private final Epoch epoch;
    private final SchedulerSettings settings;
    private final Effects effects;
    private final CoreClock clock;
    private final Roster roster = new Roster();
    private final Dispatcher dispatcher;
    private final Preemption preemption;
    private final GroupCommit groups = new GroupCommit();
    private final JobLifecycle lifecycle;
    private final LeaseReports reports;
    private final Arbitration arbitration;
    private final Overdue overdue;
    private final Restoring restoring;
    private final Workforce workforce;
    private final JobOrders orders;
    private long lastTickNanos;

    /**
     * @param epoch of this coordinator
     * @param nodePort told to workers; 0 where they need none
     * @param settings its patience
     * @param effects what is to be done
     * @param seed of the random draws of audits and pauses
     * @param nanoTime now
     * @param wallTime now
     */
    public Scheduler(
            Epoch epoch,
            int nodePort,
            SchedulerSettings settings,
            Effects effects,
            long seed,
            long nanoTime,
            Instant wallTime) {
        this.epoch = epoch;
        this.settings = settings;
        this.effects = effects;
        SplittableRandom random = new SplittableRandom(seed);
        Needs needs = new Needs(roster, settings);
        this.clock = new CoreClock(settings.tickNanos(), nanoTime, wallTime);
        History history = new History(effects, groups, clock, roster);
        long lastSession = firstNumber(epoch, random);
        SlotMail mail = new SlotMail(effects, epoch);
        Leasing leasing = new Leasing(roster, effects, mail, groups, history, firstNumber(epoch, random));
        this.dispatcher = new Dispatcher(roster, needs, settings, leasing, mail);
        this.preemption = new Preemption(roster, needs, settings, mail);
        Recovery recovery = new Recovery(roster, settings, effects, history, random);
        this.lifecycle = new JobLifecycle(roster, needs, settings, effects, mail, groups, history);
        Quarantine quarantine = new Quarantine(roster, recovery, mail, lifecycle, groups, history, effects.meter());
        this.arbitration = new Arbitration(roster, mail, lifecycle, groups, history, quarantine, effects.meter());
        this.reports = new LeaseReports(roster, needs, recovery, effects, mail, lifecycle, arbitration, groups, random);
        this.restoring = new Restoring(roster, lifecycle, history, epoch, clock);
        Adoption adoption = new Adoption(roster, leasing, history, epoch);
        this.overdue = new Overdue(roster, settings, recovery, mail, lifecycle);
        this.workforce = new Workforce(
                roster, effects, mail, recovery, lifecycle, reports, adoption, history, epoch, nodePort, lastSession);
        this.orders = new JobOrders(roster, recovery, effects, mail, lifecycle, groups, history, clock);
    }

    private static long firstNumber(Epoch epoch, SplittableRandom random) {
        return (epoch.number() << TERM_BITS) + random.nextLong(1L << TERM_BITS - 1);
    }

    // ---- durability ----

    /** Goes on with jobs that another coordinator, or an earlier process, has begun. Comes before all other events. */
    public void restore(StoredState state, JobDecoder decoder, long nanoTime) {
        long now = clock.advance(nanoTime);
        orders.restore(state.lastJobNumber());
        restoring.restore(state, decoder);
        settle(now);
    }

    /** The group with which everything that was done so far is durable; 0 if it is. */
    public long groupOfLastChange() {
        return groups.last();
    }

    // ---- workers ----

    /** A worker registers, for the first time or again. Leases that it holds and that are still its own go on. */
    public void register(Registration registration, long nanoTime) {
        long now = clock.advance(nanoTime);
        workforce.register(registration, now);
        settle(now);
    }

    /** A worker says that it is alive, and what it holds. */
    public void heartbeat(Sender sender, long number, List<SlotStatus> statuses, boolean draining, long nanoTime) {
        heartbeat(sender, number, statuses, draining, -1, nanoTime);
    }

    /**
     * As above, of a worker that knows the load of its machine.
     *
     * @param load runnable threads, averaged over a minute; -1 if not known
     */
    public void heartbeat(
            Sender sender, long number, List<SlotStatus> statuses, boolean draining, double load, long nanoTime) {
        long now = clock.advance(nanoTime);
        if (workforce.heartbeat(sender, number, statuses, draining, load, now)) {
            settle(now);
        }
    }

    /** A worker is gone: its connection ended, it is unreachable, or it is silent. Ignored if it has registered since. */
    public void lost(WorkerId id, long session, String reason, long nanoTime) {
        long now = clock.advance(nanoTime);
        if (workforce.lost(id, session, reason, now)) {
            settle(now);
        }
    }

    /** As {@link #lost}, of the present registration. */
    public void lostNow(WorkerId id, String reason, long nanoTime) {
        Worker worker = roster.worker(id);
        if (worker != null) {
            lost(id, worker.session(), reason, nanoTime);
        }
    }

    /** A worker has drained and ends. */
    public void leaving(Sender sender, long nanoTime) {
        long now = clock.advance(nanoTime);
        if (workforce.leave(sender, now)) {
            settle(now);
        }
    }

    /**
     * Takes no more work to a worker.
     *
     * @return whether it is known
     */
    public boolean drain(WorkerId id, long nanoTime) {
        long now = clock.advance(nanoTime);
        boolean known = workforce.drain(id);
        if (known) {
            settle(now);
        }
        return known;
    }

    // ---- slots ----

    /** A slot reports on a lease. */
    public void report(Sender sender, int slot, SlotReport report, long nanoTime) {
        long now = clock.advance(nanoTime);
        ActiveLease lease = workforce.leaseOf(sender, slot, report.lease(), now);
        if (lease != null) {
            lease.confirm();
            reports.handle(lease, report, now);
            settle(now);
        }
    }

    /** A group was saved: what it holds may be told. */
    public void groupDurable(long group, long nanoTime) {
        long now = clock.advance(nanoTime);
        reports.saved(groups.saved(group), now);
        settle(now);
    }

    // ---- jobs ----

    /** Takes a job on. */
    public void submit(JobId id, String kind, Job job, JobOptions options, long nanoTime) {
        submit(id, kind, job, options, Optional.empty(), nanoTime);
    }

    /** As above, of a job that a user has given a key. That no other job has it, is the caller's to know. */
    public void submit(
            JobId id, String kind, Job job, JobOptions options, Optional<String> idempotencyKey, long nanoTime) {
        long now = clock.advance(nanoTime);
        orders.submit(id, kind, job, options, idempotencyKey);
        settle(now);
        preemption.preempt(now);
    }

    /** What the result of a job that is to be concluded is made of. */
    public ConclusionTask conclusionTask(JobId id) {
        return lifecycle.conclusionTask(id);
    }

    /** What can be shown of a job that has begun, and not ended; empty of any other, and where its kind fails to say it. */
    public Optional<PreviewTask> previewTask(JobId id) {
        return lifecycle.previewTask(id);
    }

    /** Whether the job waits for its result. */
    public boolean isConcluding(JobId id) {
        return roster.alive(id).filter(job -> job.phase.isConcluding()).isPresent();
    }

    /** The result was made. */
    public void concluded(JobId id, Conclusion conclusion, long nanoTime) {
        long now = clock.advance(nanoTime);
        roster.alive(id).ifPresent(job -> lifecycle.conclude(job, conclusion));
        settle(now);
    }

    /** The result could not be made. */
    public void notConcluded(JobId id, Throwable why, long nanoTime) {
        long now = clock.advance(nanoTime);
        roster.alive(id).ifPresent(job -> lifecycle.notConcluded(job, why));
        settle(now);
    }

    /** Ends the job. */
    public void cancel(JobId id, long nanoTime) {
        long now = clock.advance(nanoTime);
        orders.cancel(id, Optional.empty());
        settle(now);
    }

    /** Ends a job whose submission could not be made durable. */
    public void withdraw(JobId id, JobFault why, long nanoTime) {
        long now = clock.advance(nanoTime);
        orders.cancel(id, Optional.of(why));
        settle(now);
    }

    /** Takes the job's slots away until it is resumed. */
    public void pause(JobId id, long nanoTime) {
        long now = clock.advance(nanoTime);
        orders.pause(id, now);
        settle(now);
    }

    /** Lets slots work on the job again. */
    public void resume(JobId id, long nanoTime) {
        long now = clock.advance(nanoTime);
        orders.resume(id);
        settle(now);
        preemption.preempt(now);
    }

    /** Gives the job another priority, -10 to 10. */
    public void prioritize(JobId id, int priority, long nanoTime) {
        long now = clock.advance(nanoTime);
        orders.prioritize(id, priority);
        settle(now);
        preemption.preempt(now);
    }

    // ---- time ----

    /** Time passes. To be called every {@link SchedulerSettings#tickNanos}. */
    public void tick(long nanoTime) {
        long now = clock.advance(nanoTime);
        long passed = now - lastTickNanos;
        lastTickNanos = now;
        workforce.giveUpSilent(settings.leaseTimeoutNanos(), now);
        for (ActiveLease lease : List.copyOf(roster.leases())) {
            if (roster.lease(lease.id()) == lease) {
                overdue.remind(lease, now);
            }
        }
        restoring.tick(now);
        for (JobRun job : List.copyOf(roster.jobs())) {
            arbitration.await(job, passed);
            lifecycle.age(job, passed, now);
        }
        settle(now);
        preemption.preempt(now);
    }

    /** Ends every event: idle slots get work, and what was applied is saved. */
    private void settle(long now) {
        dispatcher.assignIdle(now);
        groups.next().ifPresent(effects::save);
    }

    /** Forgets jobs that ended before that moment, and gives their number. */
    public long forgetEnded(Instant moment) {
        return lifecycle.forgetEnded(moment);
    }

    // ---- for views ----

    /** Input data and output of all jobs that are known, and what is still to be saved. */
    public Set<BlobId> blobsInUse() {
        Set<BlobId> used = new HashSet<>(groups.blobs());
        for (JobRun job : roster.jobs()) {
            job.segments().forEach(segment -> used.add(segment.ref().id()));
            job.inputs().forEach(used::add);
        }
        return used;
    }

    Roster roster() {
        return roster;
    }

    long now() {
        return clock.now();
    }

    Instant wallTime() {
        return clock.wallTime();
    }

    /** The epoch of this coordinator. */
    public Epoch epoch() {
        return epoch;
    }

    /** The number of intervals that the jobs that run consist of; for tests and simulation. */
    public int intervals() {
        return roster.jobs().stream()
                .filter(job -> !job.isOver())
                .mapToInt(job -> job.ledger().intervals())
                .sum();
    }

    /**
     * Checks every invariant. O(state); for tests and simulation.
     *
     * @throws IllegalStateException saying what does not hold
     */
    public void checkInvariants() {
        roster.jobs().stream().filter(job -> !job.isOver()).forEach(job -> {
            job.ledger().checkTiling();
            job.shares().check(job.ledger().committed());
        });
        roster.check();
    }
}
