package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.CoordinatorToWorker.Drain;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.CoordinatorToWorker.RegisterAgain;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

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
    private final int nodePort;
    private final SchedulerSettings settings;
    private final Effects effects;
    private final CoreClock clock;
    private final Roster roster = new Roster();
    private final Dispatcher dispatcher;
    private final Recovery recovery;
    private final GroupCommit groups = new GroupCommit();
    private final History history;
    private final SlotMail mail;
    private final JobLifecycle lifecycle;
    private final LeaseReports reports;
    private final Arbitration arbitration;
    private final Overdue overdue;
    private final Adoption adoption;
    private final Restoring restoring;
    private long lastSession;
    private long lastJob;
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
        this.nodePort = nodePort;
        this.settings = settings;
        this.effects = effects;
        SplittableRandom random = new SplittableRandom(seed);
        Needs needs = new Needs(roster, settings);
        this.clock = new CoreClock(settings.tickNanos(), nanoTime, wallTime);
        this.history = new History(effects, groups, clock);
        this.lastSession = firstNumber(epoch, random);
        this.dispatcher =
                new Dispatcher(roster, needs, settings, effects, epoch, groups, history, firstNumber(epoch, random));
        this.recovery = new Recovery(roster, settings, effects, history, random);
        this.mail = new SlotMail(effects, epoch);
        this.lifecycle = new JobLifecycle(roster, needs, settings, effects, mail, groups, history);
        Quarantine quarantine = new Quarantine(roster, recovery, mail, lifecycle, groups, history);
        this.arbitration = new Arbitration(roster, mail, lifecycle, groups, history, quarantine);
        this.reports = new LeaseReports(
                roster, needs, dispatcher, recovery, effects, mail, lifecycle, arbitration, groups, random);
        this.restoring = new Restoring(roster, lifecycle, history, epoch, clock);
        this.adoption = new Adoption(roster, dispatcher, history, epoch);
        this.overdue = new Overdue(roster, settings, recovery, mail, lifecycle);
    }

    private static long firstNumber(Epoch epoch, SplittableRandom random) {
        return (epoch.number() << TERM_BITS) + random.nextLong(1L << TERM_BITS - 1);
    }

    // ---- durability ----

    /** Goes on with jobs that another coordinator, or an earlier process, has begun. Comes before all other events. */
    public void restore(StoredState state, JobDecoder decoder, long nanoTime) {
        long now = clock.advance(nanoTime);
        lastJob = state.lastJobNumber();
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
        Worker known = roster.worker(registration.worker());
        if (known != null && known.slots().size() != registration.slots()) {
            giveUp(known, "it registered with another number of slots", now);
            known = null;
        }
        List<Kept> kept = new ArrayList<>();
        Worker worker = known != null ? known : newWorker(registration);
        adoption.keep(roster.leasesOf(worker), registration).forEach((lease, same) -> {
            if (same.isEmpty()) {
                recovery.takeBack(lease, "its worker registered without it");
            }
            kept.addAll(same);
        });
        worker.registered(++lastSession, now);
        roster.add(worker);
        kept.addAll(adoption.adopt(worker, registration, now));
        effects.send(worker.id(), new Registered(epoch, worker.session(), kept, nodePort));
        if (known == null) {
            history.note(new Note.WorkerJoined(
                    worker.id(), worker.name(), worker.slots().size(), worker.session()));
        }
        settle(now);
    }

    private static Worker newWorker(Registration registration) {
        return new Worker(registration.worker(), registration.name(), registration.address(), registration.slots());
    }

    /** The worker that speaks, if it does so under its present registration. */
    private @Nullable Worker present(Sender sender, long now) {
        Worker worker = roster.worker(sender.worker());
        if (worker == null || !sender.epoch().equals(epoch)) {
            effects.send(sender.worker(), new RegisterAgain(epoch));
            return null;
        }
        if (worker.session() != sender.session()) {
            return null;
        }
        worker.heard(now);
        return worker;
    }

    /** A worker says that it is alive, and what it holds. */
    public void heartbeat(Sender sender, long number, List<SlotStatus> statuses, boolean draining, long nanoTime) {
        long now = clock.advance(nanoTime);
        Worker worker = present(sender, now);
        if (worker == null) {
            repeatRegistration(sender);
            return;
        }
        if (!worker.isNews(number)) {
            return;
        }
        Set<Long> listed = new HashSet<>();
        Set<Integer> stuck = new HashSet<>();
        for (SlotStatus status : statuses) {
            listed.add(status.lease());
            ActiveLease lease = own(worker, status.lease());
            if (lease != null) {
                lease.heard(status, now);
                if (status.end() < lease.lease().end()) {
                    reports.trimmed(lease, status.end(), now);
                }
            } else {
                mail.send(worker, status.slot(), new Revoke(status.lease()));
                if (!status.stride().isEmpty()) {
                    stuck.add(status.slot());
                }
            }
        }
        for (ActiveLease lease : roster.leasesOf(worker)) {
            if (lease.isConfirmed() && !listed.contains(lease.id())) {
                recovery.takeBack(lease, "its slot does not hold it any more");
            }
        }
        worker.slots().stream()
                .filter(slot -> !stuck.contains(slot.key().slot()))
                .forEach(slot -> slot.setHung(false));
        if (draining) {
            worker.drain();
        } else if (worker.isDraining()) {
            effects.send(worker.id(), new Drain(epoch));
        }
        roster.refresh(worker);
        settle(now);
    }

    /** A worker that goes on under an older session has missed the answer to its last registration. */
    private void repeatRegistration(Sender sender) {
        Worker worker = roster.worker(sender.worker());
        if (worker != null && sender.epoch().equals(epoch)) {
            effects.send(sender.worker(), new RegisterAgain(epoch));
        }
    }

    private @Nullable ActiveLease own(Worker worker, long id) {
        ActiveLease lease = roster.lease(id);
        return lease != null && lease.worker() == worker ? lease : null;
    }

    /** A worker is gone: its connection ended, it is unreachable, or it is silent. Ignored if it has registered since. */
    public void lost(WorkerId id, long session, String reason, long nanoTime) {
        long now = clock.advance(nanoTime);
        Worker worker = roster.worker(id);
        if (worker != null && worker.session() == session) {
            giveUp(worker, reason, now);
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

    private void giveUp(Worker worker, String reason, long now) {
        history.note(new Note.WorkerLost(worker.id(), worker.name(), worker.session(), reason));
        List<ActiveLease> held = roster.leasesOf(worker);
        roster.remove(worker);
        for (ActiveLease lease : held) {
            if (roster.lease(lease.id()) == lease) {
                String why = "its worker is lost: " + reason;
                recovery.lostWithWorker(lease, why, now).ifPresent(fault -> lifecycle.fail(lease.job(), fault));
                lifecycle.advance(lease.job());
            }
        }
        effects.disconnect(worker.id(), worker.session());
    }

    /** A worker has drained and ends. */
    public void leaving(Sender sender, long nanoTime) {
        long now = clock.advance(nanoTime);
        Worker worker = present(sender, now);
        if (worker == null) {
            return;
        }
        List<ActiveLease> held = roster.leasesOf(worker);
        roster.remove(worker);
        held.forEach(lease -> recovery.takeBack(lease, "its worker left"));
        history.note(new Note.WorkerLeft(worker.id(), worker.name()));
        settle(now);
    }

    /** Takes no more work to a worker. */
    public boolean drain(WorkerId id, long nanoTime) {
        long now = clock.advance(nanoTime);
        Worker worker = roster.worker(id);
        if (worker == null) {
            return false;
        }
        worker.drain();
        roster.refresh(worker);
        effects.send(id, new Drain(epoch));
        settle(now);
        return true;
    }

    // ---- slots ----

    /** A slot reports on a lease. */
    public void report(Sender sender, int slot, SlotReport report, long nanoTime) {
        long now = clock.advance(nanoTime);
        Worker worker = present(sender, now);
        if (worker == null) {
            return;
        }
        ActiveLease lease = own(worker, report.lease());
        if (lease == null) {
            mail.send(worker, slot, new Revoke(report.lease()));
            return;
        }
        lease.confirm();
        reports.handle(lease, report, now);
        settle(now);
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
        JobHeader header = new JobHeader(
                id,
                ++lastJob,
                kind,
                job.spec(),
                job.arguments(),
                options,
                idempotencyKey,
                job.inputs(),
                clock.wallTime());
        JobRun run = new JobRun(header, job, clock);
        roster.jobs().stream()
                .filter(JobRun::isRunnable)
                .mapToLong(other -> other.standing.servedNanos())
                .min()
                .ifPresent(run.standing::beginAt);
        roster.add(run);
        groups.touched(run);
        history.note(new Note.JobSubmitted(id, kind));
        effects.changed(id);
        lifecycle.advance(run);
        settle(now);
        dispatcher.preempt(now);
    }

    /** What the result of a job that is to be concluded is made of. */
    public ConclusionTask conclusionTask(JobId id) {
        return lifecycle.conclusionTask(id);
    }

    /** The result was made. */
    public void concluded(JobId id, Conclusion conclusion, long nanoTime) {
        long now = clock.advance(nanoTime);
        alive(id).ifPresent(job -> lifecycle.conclude(job, conclusion));
        settle(now);
    }

    /** The result could not be made. */
    public void notConcluded(JobId id, Throwable why, long nanoTime) {
        long now = clock.advance(nanoTime);
        alive(id).ifPresent(job -> lifecycle.notConcluded(job, why));
        settle(now);
    }

    /** Ends the job. */
    public void cancel(JobId id, long nanoTime) {
        long now = clock.advance(nanoTime);
        alive(id).ifPresent(job -> lifecycle.end(job, JobState.CANCELLED, Optional.empty(), Optional.empty()));
        settle(now);
    }

    /** Ends a job whose submission could not be made durable. */
    public void withdraw(JobId id, JobFault why, long nanoTime) {
        long now = clock.advance(nanoTime);
        alive(id).ifPresent(job -> lifecycle.end(job, JobState.CANCELLED, Optional.of(why), Optional.empty()));
        settle(now);
    }

    /** Takes the job's slots away until it is resumed. */
    public void pause(JobId id, long nanoTime) {
        long now = clock.advance(nanoTime);
        alive(id).filter(JobRun::isRunnable).ifPresent(job -> {
            job.pause();
            changed(job, Type.PAUSED);
            for (ActiveLease lease : List.copyOf(job.active().values())) {
                if (lease.lease().purpose() == Purpose.AUDIT) {
                    mail.revoke(lease);
                    recovery.takeBack(lease, "the job is paused");
                } else {
                    dispatcher.askToLeave(lease, lease.lease().applied(), now);
                }
            }
        });
        settle(now);
    }

    /** Lets slots work on the job again. */
    public void resume(JobId id, long nanoTime) {
        long now = clock.advance(nanoTime);
        alive(id).filter(job -> job.state() == JobState.PAUSED).ifPresent(job -> {
            job.resume();
            changed(job, Type.RESUMED);
        });
        settle(now);
        dispatcher.preempt(now);
    }

    private void changed(JobRun job, Type how) {
        groups.touched(job);
        history.happened(how, job.id(), "");
        effects.changed(job.id());
    }

    private Optional<JobRun> alive(JobId id) {
        return roster.job(id).filter(job -> !job.isOver());
    }

    // ---- time ----

    /** Time passes. To be called every {@link SchedulerSettings#tickNanos}. */
    public void tick(long nanoTime) {
        long now = clock.advance(nanoTime);
        long passed = now - lastTickNanos;
        lastTickNanos = now;
        for (Worker worker : List.copyOf(roster.workers())) {
            if (worker.silentNanos(now) > settings.leaseTimeoutNanos()) {
                giveUp(worker, "silent for " + worker.silentNanos(now) / 1_000_000 + " ms", now);
            }
        }
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
        dispatcher.preempt(now);
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

    /** Input data and output of all jobs that are known. */
    public Set<BlobId> blobsInUse() {
        Set<BlobId> used = new HashSet<>();
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

    CoreClock clock() {
        return clock;
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
