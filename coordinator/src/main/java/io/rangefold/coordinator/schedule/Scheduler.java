package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.Lease;
import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.CoordinatorToWorker.Drain;
import io.rangefold.protocol.CoordinatorToWorker.RegisterAgain;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.AllowStride;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.protocol.SlotReport.Failure;
import io.rangefold.protocol.SlotReport.StrideAnnounced;
import io.rangefold.protocol.SlotReport.StrideFailed;
import io.rangefold.protocol.SlotReport.Trimmed;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import java.time.Duration;
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
    private static final int MAX_ENDED_JOBS = 1000;

    /** Numbers of leases begin at random below this: a slot may still speak of leases of another coordinator. */
    private static final long FIRST_NUMBERS = 1L << 50;

    private final Epoch epoch;
    private final int nodePort;
    private final SchedulerSettings settings;
    private final Effects effects;
    private final SplittableRandom random;
    private final CoreClock clock;
    private final Roster roster = new Roster();
    private final Dispatcher dispatcher;
    private final Recovery recovery;
    private final GroupCommit groups = new GroupCommit();
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
     */
    public Scheduler(Epoch epoch, int nodePort, SchedulerSettings settings, Effects effects, long seed, long nanoTime) {
        this.epoch = epoch;
        this.nodePort = nodePort;
        this.settings = settings;
        this.effects = effects;
        this.random = new SplittableRandom(seed);
        this.clock = new CoreClock(settings.tickNanos(), nanoTime);
        this.lastSession = random.nextLong(FIRST_NUMBERS);
        this.dispatcher = new Dispatcher(roster, settings, effects, epoch, random.nextLong(FIRST_NUMBERS));
        this.recovery = new Recovery(roster, settings, effects, random);
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
        Set<Long> claimed = new HashSet<>();
        if (registration.heldEpoch().equals(Optional.of(epoch))) {
            registration.held().forEach(status -> claimed.add(status.lease()));
        }
        List<Long> kept = new ArrayList<>();
        Worker worker = known != null ? known : newWorker(registration);
        for (ActiveLease lease : roster.leasesOf(worker)) {
            if (claimed.contains(lease.id())) {
                kept.add(lease.id());
            } else {
                recovery.takeBack(lease, "its worker registered without it");
            }
        }
        worker.registered(++lastSession, now);
        roster.add(worker);
        effects.send(worker.id(), new Registered(epoch, worker.session(), kept, nodePort));
        if (known == null) {
            effects.note(new Note.WorkerJoined(
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
                    trimmed(lease, status.end(), now);
                }
            } else {
                send(worker, status.slot(), new Revoke(status.lease()));
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
        effects.note(new Note.WorkerLost(worker.id(), worker.name(), worker.session(), reason));
        List<ActiveLease> held = roster.leasesOf(worker);
        roster.remove(worker);
        for (ActiveLease lease : held) {
            if (roster.lease(lease.id()) == lease) {
                String why = "its worker is lost: " + reason;
                recovery.lostWithWorker(lease, why, now).ifPresent(fault -> fail(lease.job(), fault, now));
                advance(lease.job(), now);
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
        effects.note(new Note.WorkerLeft(worker.id(), worker.name()));
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
            send(worker, slot, new Revoke(report.lease()));
            return;
        }
        if (report instanceof Commit commit) {
            commit(lease, commit, now);
        } else if (report instanceof Trimmed trimmed) {
            trimmed(lease, trimmed.end(), now);
        } else if (report instanceof StrideAnnounced announced) {
            announced(lease, announced);
        } else if (report instanceof StrideFailed failed) {
            failed(lease, failed, now);
        }
        settle(now);
    }

    private void commit(ActiveLease active, Commit commit, long now) {
        Lease lease = active.lease();
        Range range = commit.range();
        if (lease.purpose() == Purpose.AUDIT) {
            audited(active, commit, now);
        } else if (range.high() <= lease.durable()) {
            acknowledge(active, false);
        } else if (range.high() > lease.applied()) {
            boolean fits = range.low() == lease.applied() && range.high() <= lease.end();
            if (fits && commit.segment().map(effects::isStored).orElse(true)) {
                apply(active, commit, now);
            } else {
                acknowledge(active, false);
            }
        }
    }

    private void apply(ActiveLease active, Commit commit, long now) {
        JobRun job = active.job();
        Range range = commit.range();
        if (!job.merge(commit, active.lease().slot(), now)) {
            fail(job, unreadable(range), now);
            return;
        }
        job.ledger().commit(active.lease(), range);
        active.committed(range.size(), commit.busyNanos(), now);
        active.worker().committed(range.size(), now);
        job.audits().offer(commit, active.lease().slot(), random);
        groups.add(active, range);
        if (active.lease().isCommitted()) {
            roster.computed(active);
        } else if (dispatcher.isHeldBack(job) && !active.isLeaving()) {
            dispatcher.askToLeave(active, range.high(), now);
        }
        effects.changed(job.id());
    }

    private static JobFault unreadable(Range range) {
        return new JobFault(
                "unreadable-partial",
                "a worker's partial result of " + range + " can't be read",
                "range " + range,
                "coordinator and workers must be of one version");
    }

    private void audited(ActiveLease active, Commit commit, long now) {
        if (!commit.range().equals(active.lease().granted())) {
            acknowledge(active, false);
            return;
        }
        JobRun job = active.job();
        roster.closed(active);
        acknowledge(active, true);
        AuditBook.Audit audit = job.audits().finished(active.id());
        if (!audit.agreesWith(commit)) {
            String detail = "the range " + audit.range() + " was computed by two slots, with different results";
            JobFault fault = new JobFault(
                    "audit-mismatch",
                    detail,
                    "range " + audit.range(),
                    "the memory or processor of " + audit.owner().worker() + " or of "
                            + active.worker().id() + " may be faulty");
            end(job, JobState.FAILED, Optional.of(fault), failedAudit(job, detail), now);
        }
        advance(job, now);
    }

    private static Optional<Verification> failedAudit(JobRun job, String detail) {
        return Optional.of(new Verification(Verdict.FAILED, "audit", Verdicts.auditedShare(job), detail));
    }

    private void trimmed(ActiveLease active, long end, long now) {
        Lease lease = active.lease();
        if (lease.purpose() == Purpose.AUDIT) {
            if (end == lease.granted().low()) {
                recovery.takeBack(active, "its slot gave it back");
                acknowledge(active, true);
            }
            return;
        }
        boolean asked = active.isTrimAsked();
        if (lease.isCommitted() || end > lease.end() || end == lease.end() && !asked) {
            if (lease.isDurable()) {
                close(active);
            }
            return;
        }
        Range tail = active.job().ledger().trim(lease, Math.max(end, lease.applied()));
        if (asked && tail.isEmpty()) {
            active.refused(now);
        } else if (asked && !active.isLeaving()) {
            active.job().counters.stolen++;
        }
        if (lease.isCommitted()) {
            roster.computed(active);
            if (lease.isDurable()) {
                close(active);
            }
        }
        advance(active.job(), now);
    }

    private void close(ActiveLease active) {
        roster.closed(active);
        acknowledge(active, true);
    }

    private void announced(ActiveLease active, StrideAnnounced report) {
        Range stride = report.stride();
        boolean isNews = active.lease()
                .announced()
                .map(last -> last.low() <= stride.low())
                .orElse(true);
        if (isNews && active.lease().rest().contains(stride)) {
            active.lease().announce(stride);
            send(active.worker(), active.lease().slot().slot(), new AllowStride(active.id(), stride));
        }
    }

    private void failed(ActiveLease active, StrideFailed report, long now) {
        boolean mayBeAnywhere =
                report.failure() == Failure.DEFECT || active.lease().purpose() == Purpose.AUDIT;
        if (!mayBeAnywhere && report.stride().low() != active.lease().applied()) {
            acknowledge(active, false);
            return;
        }
        JobRun job = active.job();
        Optional<JobFault> fault = recovery.failed(active, report, now);
        acknowledge(active, true);
        fault.ifPresent(why -> fail(job, why, now));
        advance(job, now);
    }

    private void acknowledge(ActiveLease active, boolean closed) {
        Lease lease = active.lease();
        send(active.worker(), lease.slot().slot(), new Acknowledge(lease.id(), lease.durable(), closed));
    }

    private void send(Worker worker, int slot, SlotCommand command) {
        effects.send(worker.id(), new ToSlot(epoch, slot, command));
    }

    // ---- durability ----

    /** A group was saved: what it holds may be told. */
    public void groupDurable(long group, long nanoTime) {
        long now = clock.advance(nanoTime);
        GroupCommit.Saved saved = groups.saved(group);
        for (GroupCommit.Applied applied : saved.commits()) {
            ActiveLease active = applied.lease();
            JobRun job = active.job();
            if (job.state().isTerminal() || job.stageNumber() != applied.stage()) {
                continue;
            }
            job.ledger().saved(applied.range());
            active.lease().saved(applied.range().high());
            if (roster.lease(active.id()) == active) {
                boolean closed = active.lease().isDurable();
                if (closed) {
                    roster.closed(active);
                }
                acknowledge(active, closed);
            }
        }
        for (GroupCommit.Cutoff cutoff : saved.cutoffs()) {
            JobRun job = cutoff.job();
            if (!job.state().isTerminal() && job.stageNumber() == cutoff.stage()) {
                lowerCutoff(job, cutoff.index(), now);
                advance(job, now);
            }
        }
        settle(now);
    }

    private void lowerCutoff(JobRun job, long cutoff, long now) {
        for (Lease lease : job.ledger().lowerCutoff(cutoff)) {
            ActiveLease active = roster.lease(lease.id());
            if (active == null) {
                continue;
            }
            if (lease.applied() >= cutoff) {
                send(active.worker(), lease.slot().slot(), new Revoke(lease.id()));
                roster.closed(active);
                job.ledger().skip(lease);
            } else {
                dispatcher.askToLeave(active, cutoff, now);
            }
        }
    }

    /** Goes on to the next stage, or to the result, if the present stage is complete. */
    private void advance(JobRun job, long now) {
        if (job.state().isTerminal() || job.isConcluding()) {
            return;
        }
        Optional<JobFault> fault = job.neededFault();
        if (fault.isPresent()) {
            fail(job, fault.get(), now);
            return;
        }
        while (job.ledger().isComplete() && job.audits().isDone()) {
            if (!entersNextStage(job, now)) {
                return;
            }
        }
    }

    /** A kind that fails to say what comes next fails its own job, and nobody else's. */
    private boolean entersNextStage(JobRun job, long now) {
        try {
            if (job.nextStage()) {
                return true;
            }
            job.concluding();
            effects.conclude(job.id());
        } catch (RuntimeException e) {
            fail(job, new JobFault("no-stage", "the next stage can't be made: " + e, "", "report this defect"), now);
        }
        return false;
    }

    // ---- jobs ----

    /** Takes a job on. */
    public void submit(JobId id, String kind, Job job, JobOptions options, long nanoTime) {
        long now = clock.advance(nanoTime);
        JobRun run = new JobRun(id, kind, job, options, ++lastJob, clock);
        roster.jobs().stream()
                .filter(JobRun::isRunnable)
                .mapToLong(other -> other.standing.servedNanos())
                .min()
                .ifPresent(run.standing::beginAt);
        roster.add(run);
        effects.note(new Note.JobSubmitted(id, kind));
        effects.changed(id);
        advance(run, now);
        settle(now);
        dispatcher.preempt(now);
    }

    /** What the result of a job that is to be concluded is made of. */
    public ConclusionTask conclusionTask(JobId id) {
        JobRun job = roster.job(id).orElseThrow();
        boolean prove = Verdicts.isProofWanted(job);
        return new ConclusionTask(
                job.job(), job.aggregate().encoded(), List.copyOf(job.segments().values()), prove);
    }

    /** The result was made, or could not be. */
    public void concluded(JobId id, Optional<Conclusion> conclusion, String error, long nanoTime) {
        long now = clock.advance(nanoTime);
        Optional<JobRun> found = roster.job(id).filter(job -> !job.state().isTerminal());
        if (found.isEmpty()) {
            return;
        }
        JobRun job = found.get();
        if (conclusion.isEmpty()) {
            fail(job, new JobFault("no-result", error, "", "look at the coordinator's log"), now);
        } else {
            job.concluded(conclusion.get());
            Verification verification = Verdicts.of(job, conclusion.get());
            boolean refuted = verification.verdict() == Verdict.FAILED;
            Optional<JobFault> fault = refuted
                    ? Optional.of(new JobFault(
                            "verification-failed",
                            verification.detail(),
                            verification.method(),
                            "do not use the result; run the job again on other workers"))
                    : Optional.empty();
            end(job, refuted ? JobState.FAILED : JobState.SUCCEEDED, fault, Optional.of(verification), now);
        }
        settle(now);
    }

    /** Ends the job. */
    public void cancel(JobId id, long nanoTime) {
        long now = clock.advance(nanoTime);
        alive(id).ifPresent(job -> end(job, JobState.CANCELLED, Optional.empty(), Optional.empty(), now));
        settle(now);
    }

    /** Takes the job's slots away until it is resumed. */
    public void pause(JobId id, long nanoTime) {
        long now = clock.advance(nanoTime);
        alive(id).filter(JobRun::isRunnable).ifPresent(job -> {
            job.pause();
            for (ActiveLease lease : List.copyOf(job.active().values())) {
                if (lease.lease().purpose() == Purpose.AUDIT) {
                    revoke(lease, "the job is paused");
                } else {
                    dispatcher.askToLeave(lease, lease.lease().applied(), now);
                }
            }
            effects.changed(id);
        });
        settle(now);
    }

    /** Lets slots work on the job again. */
    public void resume(JobId id, long nanoTime) {
        long now = clock.advance(nanoTime);
        alive(id).filter(job -> job.state() == JobState.PAUSED).ifPresent(job -> {
            job.resume();
            effects.changed(id);
        });
        settle(now);
        dispatcher.preempt(now);
    }

    private Optional<JobRun> alive(JobId id) {
        return roster.job(id).filter(job -> !job.state().isTerminal());
    }

    private void fail(JobRun job, JobFault fault, long now) {
        if (!job.state().isTerminal()) {
            end(job, JobState.FAILED, Optional.of(fault), Optional.empty(), now);
        }
    }

    private void end(
            JobRun job, JobState state, Optional<JobFault> fault, Optional<Verification> verification, long now) {
        for (ActiveLease lease : List.copyOf(job.active().values())) {
            send(lease.worker(), lease.lease().slot().slot(), new Revoke(lease.id()));
            roster.closed(lease);
        }
        for (ActiveLease lease : List.copyOf(roster.leases())) {
            if (lease.job() == job) {
                roster.closed(lease);
            }
        }
        job.ended(state, fault, verification);
        if (state != JobState.SUCCEEDED) {
            effects.discard(job.id());
        }
        double elapsed = job.times().elapsedSeconds();
        String detail = fault.map(JobFault::message).orElse("");
        effects.note(new Note.JobEnded(job.id(), state.name(), elapsed, detail));
        effects.changed(job.id());
        forgetOldest();
    }

    private void forgetOldest() {
        List<JobRun> ended =
                roster.jobs().stream().filter(job -> job.state().isTerminal()).toList();
        for (JobRun job : ended.subList(0, Math.max(0, ended.size() - MAX_ENDED_JOBS))) {
            roster.forget(job);
            effects.discard(job.id());
        }
    }

    private void revoke(ActiveLease lease, String reason) {
        send(lease.worker(), lease.lease().slot().slot(), new Revoke(lease.id()));
        recovery.takeBack(lease, reason);
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
                remind(lease, now);
            }
        }
        for (JobRun job : List.copyOf(roster.jobs())) {
            age(job, passed, now);
        }
        settle(now);
        dispatcher.preempt(now);
    }

    /**
     * Repeats what the holder did not answer; takes the lease away when it is overdue. What failed before has all of its
     * time: an index that never returns must not take one idle slot after the other without counting as a failure.
     */
    private void remind(ActiveLease active, long now) {
        Lease lease = active.lease();
        if (lease.isCommitted()) {
            return;
        }
        if (active.stuckNanos(now) > settings.leaseTimeoutNanos()) {
            hung(active, now);
        } else if (active.unconfirmedNanos(now) > settings.leaseTimeoutNanos()) {
            active.slot().setHung(true);
            revoke(active, "its slot never began it");
        } else if (active.isTrimAsked()
                && !active.isLeaving()
                && lease.purpose() == Purpose.WORK
                && lease.failures() == 0
                && !roster.idle().isEmpty()
                && active.trimWaitNanos(now) > settings.trimTimeoutNanos()) {
            active.slot().setHung(true);
            send(active.worker(), lease.slot().slot(), new Revoke(lease.id()));
            recovery.unanswered(active, "its slot did not answer while others were idle", now);
        } else if (active.isGrantDue(now, settings.resendNanos())) {
            send(active.worker(), lease.slot().slot(), active.grant());
        } else if (active.isTrimDue(now, settings.resendNanos() / 2)) {
            send(
                    active.worker(),
                    lease.slot().slot(),
                    new SlotCommand.Trim(lease.id(), lease.trimTo().orElseThrow()));
        }
    }

    /** A slot computes without progress: its lease goes, and the stride counts an error. */
    private void hung(ActiveLease active, long now) {
        active.slot().setHung(true);
        send(active.worker(), active.lease().slot().slot(), new Revoke(active.id()));
        String message = "no progress for " + active.stuckNanos(now) / 1_000_000 + " ms";
        StrideFailed failure = new StrideFailed(
                active.id(), active.stride(), Failure.EXCEPTION, active.stride().low(), message);
        JobRun job = active.job();
        recovery.failed(active, failure, now).ifPresent(fault -> fail(job, fault, now));
        advance(job, now);
    }

    private void age(JobRun job, long passed, long now) {
        if (job.state().isTerminal()) {
            return;
        }
        Optional<Long> limit = job.options().timeout().map(Duration::toNanos);
        if (limit.isPresent() && job.times().ageNanos() > limit.get()) {
            JobFault fault = new JobFault(
                    "timed-out",
                    "the job did not end within "
                            + job.options().timeout().get().toMillis() + " ms",
                    "--timeout",
                    "give it more time, or more slots");
            end(job, JobState.TIMED_OUT, Optional.of(fault), Optional.empty(), now);
        } else if (job.isRunnable() && job.heldSlots() == 0 && job.hasLeasable(now)) {
            job.standing.waited(passed, settings.agingNanos());
        } else {
            job.standing.isServed();
            job.standing.settle(settings.quantumNanos());
        }
    }

    /** Ends every event: idle slots get work, and what was applied is saved. */
    private void settle(long now) {
        dispatcher.assignIdle(now);
        groups.next().ifPresent(effects::save);
    }

    // ---- for views ----

    /** Input data and output of all jobs that are known. */
    public Set<BlobId> blobsInUse() {
        Set<BlobId> used = new HashSet<>();
        for (JobRun job : roster.jobs()) {
            job.segments().values().forEach(segment -> used.add(segment.ref().id()));
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

    /** The epoch of this coordinator. */
    public Epoch epoch() {
        return epoch;
    }

    /** The number of intervals that the jobs that run consist of; for tests and simulation. */
    public int intervals() {
        return roster.jobs().stream()
                .filter(job -> !job.state().isTerminal())
                .mapToInt(job -> job.ledger().intervals())
                .sum();
    }

    /**
     * Checks every invariant. O(state); for tests and simulation.
     *
     * @throws IllegalStateException saying what does not hold
     */
    public void checkInvariants() {
        roster.jobs().stream()
                .filter(job -> !job.state().isTerminal())
                .forEach(job -> job.ledger().checkTiling());
    }
}
