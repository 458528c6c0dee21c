package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.Lease;
import io.rangefold.coordinator.ledger.PendingRange;
import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotCommand.Trim;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Gives idle slots work: pending ranges first, then tails of running leases, then slots of jobs that have too many. */
final class Dispatcher {
    /** With a thousand slots a round takes some 0.1 ms: it is not worth it at each of thousands of events a second. */
    private static final long LONGEST_REST_NANOS = 5_000_000;

    private final Roster roster;
    private final Needs needs;
    private final SchedulerSettings settings;
    private final Effects effects;
    private final Epoch epoch;
    private final GroupCommit groups;
    private final History history;
    private long lastLease;
    private long lastRoundNanos;
    private Supply supply = new Supply(0, 0, 0);

    /** @param lastLease leases are numbered from the next on */
    Dispatcher(
            Roster roster,
            Needs needs,
            SchedulerSettings settings,
            Effects effects,
            Epoch epoch,
            GroupCommit groups,
            History history,
            long lastLease) {
        this.roster = roster;
        this.needs = needs;
        this.settings = settings;
        this.effects = effects;
        this.epoch = epoch;
        this.groups = groups;
        this.history = history;
        this.lastLease = lastLease;
    }

    /** Finds something for every idle slot, as far as there is anything. */
    void assignIdle(long nowNanos) {
        if (roster.idle().isEmpty()) {
            return;
        }
        List<JobRun> wanting = inOrder();
        boolean isNews = !Supply.of(wanting, roster).equals(supply);
        if (wanting.isEmpty() || !isNews && nowNanos - lastRoundNanos < LONGEST_REST_NANOS) {
            return;
        }
        Round round = new Round(
                wanting,
                FairShare.targets(wanting, roster.usableSlots()),
                new HashSet<>(),
                new HashSet<>(),
                new Stealing(wanting, settings, nowNanos),
                nowNanos);
        List<Slot> idle = List.copyOf(roster.idle());
        for (int served = 0; served < idle.size() && round.exhausted.size() < wanting.size(); served++) {
            serve(idle.get(served), idle.size() - served, round);
        }
        supply = Supply.of(wanting, roster);
        lastRoundNanos = nowNanos;
    }

    /** How many slots are idle, and how much there is for them. Where it is as it was, another look can wait a little. */
    private record Supply(int idleSlots, long items, long ranges) {
        static Supply of(List<JobRun> jobs, Roster roster) {
            long items = 0;
            long ranges = 0;
            for (JobRun job : jobs) {
                items = Range.upTo(job.ledger().plainPendingItems()).addTo(items);
                ranges += job.ledger().pending(Urgency.SUSPECT).size()
                        + job.ledger().pending(Urgency.RETRY).size()
                        + job.audits().waitingQuestions();
            }
            return new Supply(roster.idle().size(), items, ranges);
        }
    }

    /**
     * One look at all idle slots. {@code exhausted} are jobs that have nothing for any further slot, {@code unasked} workers
     * that can't be asked to compute something of a job again.
     */
    private record Round(
            List<JobRun> wanting,
            Map<JobRun, Long> owed,
            Set<JobRun> exhausted,
            Set<Unasked> unasked,
            Stealing stealing,
            long nowNanos) {}

    private record Unasked(JobRun job, WorkerId worker) {}

    /** Jobs that slots may work on, in the order in which they deserve to. */
    private List<JobRun> inOrder() {
        List<JobRun> jobs = new ArrayList<>();
        for (JobRun job : roster.jobs()) {
            if (job.isRunnable() && job.demand() > 0) {
                jobs.add(job);
            }
        }
        jobs.sort(FairShare.order(settings.quantumNanos()));
        return jobs;
    }

    /** First the jobs that have less than they are owed, then those that could use more. */
    private void serve(Slot slot, int unserved, Round round) {
        for (boolean owedOnly : new boolean[] {true, false}) {
            for (JobRun job : round.wanting) {
                boolean isOwed = job.heldSlots() < round.owed.getOrDefault(job, 0L);
                if (isOwed != owedOnly || round.exhausted.contains(job)) {
                    continue;
                }
                if (!job.mayTakeAnother()) {
                    round.exhausted.add(job);
                } else if (leaseTo(slot, job, round) || stealFor(slot, job, unserved, round)) {
                    return;
                } else if (!needs.hasLeasable(job, round.nowNanos)) {
                    round.exhausted.add(job);
                }
            }
        }
    }

    private boolean leaseTo(Slot slot, JobRun job, Round round) {
        long nowNanos = round.nowNanos;
        Optional<Question> question = questionFor(slot, job, round);
        if (question.isPresent()) {
            grantAudit(slot, job, question.get(), nowNanos);
            return true;
        }
        Optional<PendingRange> pending = choose(slot, job, nowNanos);
        if (pending.isEmpty()) {
            return false;
        }
        PendingRange chosen = pending.get();
        Lease lease = job.ledger().lease(++lastLease, slot.key(), chosen, count(slot, job, chosen, round));
        grant(slot, job, lease, nowNanos);
        if (chosen.urgency() != Urgency.FRESH) {
            history.note(
                    new Note.LeasedAgain(job.id(), lease.id(), slot.key().worker(), lease.granted(), attempt(lease)));
        }
        return true;
    }

    private void grant(Slot slot, JobRun job, Lease lease, long nowNanos) {
        ActiveLease active = hold(slot, job, lease, true, nowNanos);
        job.counters.leases++;
        command(slot, active.grant());
    }

    /** The slot holds the lease from now on. */
    private ActiveLease hold(Slot slot, JobRun job, Lease lease, boolean newest, long nowNanos) {
        Grant grant = new Grant(
                lease.id(),
                job.id(),
                job.kind(),
                job.spec(),
                job.stageNumber(),
                job.previous(),
                lease.granted(),
                lease.purpose(),
                attempt(lease));
        ActiveLease active = new ActiveLease(lease, job, roster.workerOf(slot), slot, grant, nowNanos);
        if (newest) {
            roster.granted(active);
        } else {
            roster.adoptedBehind(active);
        }
        if (job.started()) {
            groups.touched(job);
            history.happened(Type.STARTED, job.id(), "");
        }
        effects.changed(job.id());
        return active;
    }

    /**
     * A slot goes on with what it holds of an earlier term, under a new number. That is not granted: its worker is told when it
     * is registered.
     *
     * @param newest whether the slot computes it
     */
    ActiveLease adopt(Slot slot, JobRun job, Range claimed, boolean newest, long nowNanos) {
        return hold(slot, job, job.ledger().adopt(++lastLease, slot.key(), claimed), newest, nowNanos);
    }

    private static int attempt(Lease lease) {
        return 1 + lease.failures() + lease.deaths();
    }

    void command(Slot slot, SlotCommand command) {
        effects.send(slot.key().worker(), new ToSlot(epoch, slot.key().slot(), command));
    }

    private void grantAudit(Slot slot, JobRun job, Question question, long nowNanos) {
        Lease lease = new Lease(++lastLease, slot.key(), Purpose.AUDIT, question.range(), question.failures(), 0);
        job.audits().started(lease.id(), question, slot.key().worker());
        grant(slot, job, lease, nowNanos);
    }

    /** What one slot of a worker can't be asked, another one can't be either, where there are other workers. */
    private Optional<Question> questionFor(Slot slot, JobRun job, Round round) {
        if (!job.audits().hasWaiting()) {
            return Optional.empty();
        }
        Unasked nothing = new Unasked(job, slot.key().worker());
        if (round.unasked.contains(nothing)) {
            return Optional.empty();
        }
        Optional<Question> found = job.audits()
                .waiting()
                .filter(question -> needs.mayBeAsked(slot, question))
                .findFirst();
        if (found.isEmpty() && roster.hasOther(slot.key().worker())) {
            round.unasked.add(nothing);
        }
        return found;
    }

    private Optional<PendingRange> choose(Slot slot, JobRun job, long nowNanos) {
        Collection<PendingRange> suspects = job.ledger().pending(Urgency.SUSPECT);
        if (!suspects.isEmpty() && !roster.workerOf(slot).holdsSuspect()) {
            return Optional.of(suspects.iterator().next());
        }
        for (PendingRange retry : job.ledger().pending(Urgency.RETRY)) {
            if (retry.notBeforeNanos() <= nowNanos
                    && retry.avoid()
                            .map(avoid -> needs.isElsewhere(slot, avoid))
                            .orElse(true)) {
                return Optional.of(retry);
            }
        }
        if (needs.isHeldBack(job)) {
            return Optional.empty();
        }
        Optional<PendingRange> lost = first(job, Urgency.LOST);
        Optional<PendingRange> fresh = first(job, Urgency.FRESH);
        if (lost.isEmpty() || fresh.isEmpty()) {
            return lost.or(() -> fresh);
        }
        boolean freshIsLower = fresh.get().range().low() < lost.get().range().low();
        return job.isSearch() && freshIsLower ? fresh : lost;
    }

    private static Optional<PendingRange> first(JobRun job, Urgency urgency) {
        Iterator<PendingRange> all = job.ledger().pending(urgency).iterator();
        return all.hasNext() ? Optional.of(all.next()) : Optional.empty();
    }

    private long count(Slot slot, JobRun job, PendingRange from, Round round) {
        if (!from.isPlain()) {
            return from.range().size();
        }
        if (job.isSearch()) {
            double pace = slot.pace(job.id(), 1.0 / job.stage().nanosPerItemGuess() / 20);
            return Math.max(1, (long) (pace * settings.leaseTargetNanos()));
        }
        long limit = job.options().maxSlots().orElse(Integer.MAX_VALUE) - job.heldSlots();
        long lacking = round.owed.getOrDefault(job, 0L) - job.heldSlots();
        long waiting = Math.max(roster.idle().size(), lacking) - round.stealing.awaited();
        long takers = Math.max(1, Math.min(waiting, limit));
        long least = (long) (slot.pace(job.id(), job.pace()) * settings.leastStealNanos() / 2);
        return Math.max(Range.upTo(job.ledger().plainPendingItems()).share(takers), least);
    }

    /** Asks for a tail, unless one is on its way already. */
    private boolean stealFor(Slot slot, JobRun job, int unserved, Round round) {
        if (needs.isHeldBack(job)) {
            return false;
        }
        if (round.stealing.isOnItsWay(job)) {
            return true;
        }
        boolean suspectsToo = !roster.workerOf(slot).holdsSuspect();
        Optional<Stealing.Theft> theft = round.stealing.choose(job, slot, unserved, suspectsToo);
        theft.ifPresent(t -> {
            t.victim().askTail(t.end(), t.thieves(), round.nowNanos);
            command(t.victim().slot(), new Trim(t.victim().id(), t.end()));
        });
        return theft.isPresent();
    }

    /** Asks a slot to end its lease and go on to another job. */
    void askToLeave(ActiveLease lease, long end, long nowNanos) {
        lease.askToLeave(end, nowNanos);
        command(lease.slot(), new Trim(lease.id(), end));
    }

    /** Takes slots from jobs that have more than they are owed, as many as those need that have less. */
    void preempt(long nowNanos) {
        List<JobRun> jobs = inOrder();
        if (jobs.size() < 2 || !roster.idle().isEmpty()) {
            return;
        }
        Map<JobRun, Long> owed = FairShare.targets(jobs, roster.usableSlots());
        long missing = 0;
        List<JobRun> lacking = new ArrayList<>();
        for (JobRun job : jobs) {
            long lacks = owed.getOrDefault(job, 0L) - job.heldSlots();
            if (lacks > 0 && needs.couldUse(job, nowNanos)) {
                missing += lacks;
                lacking.add(job);
            }
        }
        if (lacking.isEmpty()) {
            return;
        }
        Map<WorkerId, Boolean> isOfUse = new HashMap<>();
        Predicate<WorkerId> useful = worker -> isOfUse.computeIfAbsent(
                worker, id -> lacking.stream().anyMatch(job -> needs.couldUse(job, id, nowNanos)));
        missing -= jobs.stream().mapToLong(Dispatcher::leaving).sum();
        for (int last = jobs.size() - 1; last >= 0 && missing > 0; last--) {
            JobRun job = jobs.get(last);
            long surplus = job.heldSlots() - leaving(job) - owed.getOrDefault(job, 0L);
            missing -= release(job, Math.min(surplus, missing), useful, nowNanos);
        }
    }

    private static long leaving(JobRun job) {
        return job.active().values().stream().filter(ActiveLease::isLeaving).count();
    }

    private long release(JobRun job, long wanted, Predicate<WorkerId> useful, long nowNanos) {
        long released = 0;
        for (ActiveLease lease : List.copyOf(job.active().values())) {
            if (released >= wanted) {
                break;
            }
            boolean mayLeave = lease.lease().purpose() != Purpose.AUDIT && !lease.isLeaving();
            if (mayLeave && useful.test(lease.worker().id())) {
                askToLeave(lease, lease.lease().applied(), nowNanos);
                released++;
            }
        }
        return released;
    }
}
