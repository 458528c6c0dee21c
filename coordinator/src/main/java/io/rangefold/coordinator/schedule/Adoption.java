package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.JobEvent.Type;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which of the leases that a worker claims go on: those of this term that are still its own, and some of earlier terms. */
final class Adoption {
    private final Roster roster;
    private final Dispatcher dispatcher;
    private final History history;
    private final Epoch epoch;

    /**
     * Where a lease comes from.
     *
     * @param epoch of the coordinator that granted it
     * @param lease its number there
     */
    record Origin(Epoch epoch, long lease) {}

    Adoption(Roster roster, Dispatcher dispatcher, History history, Epoch epoch) {
        this.roster = roster;
        this.dispatcher = dispatcher;
        this.history = history;
        this.epoch = epoch;
    }

    /**
     * What a worker that registers again is told of a lease that it has here; empty if it does not hold it. If it claims
     * the lease under the number that it had before it was adopted, the answer to its last registration was lost, or is still
     * under way: then it is told both numbers.
     */
    List<Kept> keep(ActiveLease lease, Registration registration) {
        long mark = lease.lease().durable();
        Kept same = new Kept(lease.id(), lease.id(), mark);
        if (registration.heldEpoch().isEmpty()) {
            return List.of();
        }
        Epoch held = registration.heldEpoch().get();
        for (Claim claim : registration.held()) {
            if (held.equals(epoch) && claim.lease() == lease.id()) {
                return List.of(same);
            }
            if (lease.origin().equals(Optional.of(new Origin(held, claim.lease())))) {
                return List.of(new Kept(claim.lease(), lease.id(), mark), same);
            }
        }
        return List.of();
    }

    /** Leases of an earlier term of this cluster of which nobody else has anything: the worker goes on with them. */
    List<Kept> adopt(Worker worker, Registration registration, long now) {
        Optional<Epoch> earlier = registration
                .heldEpoch()
                .filter(held -> held.cluster().equals(epoch.cluster()) && held.number() < epoch.number());
        if (earlier.isEmpty() || worker.isDraining()) {
            return List.of();
        }
        List<Found> found = registration.held().stream()
                .sorted(Comparator.comparingLong(Claim::lease))
                .flatMap(claim -> find(worker, claim).stream())
                .toList();
        Map<Slot, Found> newest = new HashMap<>();
        found.forEach(f -> newest.put(f.slot(), f));
        List<Kept> kept = new ArrayList<>();
        for (Found f : found) {
            if (f.job().ledger().isUnclaimed(f.rest())) {
                kept.add(adopt(worker, f, newest.get(f.slot()) == f, earlier.get(), now));
            }
        }
        return kept;
    }

    /** A claim that is right, as far as others don't make the same one. */
    private record Found(Claim claim, Slot slot, JobRun job, Range rest) {}

    private Optional<Found> find(Worker worker, Claim claim) {
        JobRun job = roster.job(claim.job()).orElse(null);
        boolean runs = job != null && job.isRunnable() && job.stageNumber() == claim.stage();
        if (!runs
                || claim.purpose() != Purpose.WORK
                || claim.slot() >= worker.slots().size()) {
            return Optional.empty();
        }
        boolean frozenIsSafe = job.ledger().isDurable(Range.of(claim.base(), claim.frozen()));
        Range rest = Range.of(frozenIsSafe ? claim.frozen() : claim.base(), claim.end());
        Slot slot = worker.slots().get(claim.slot());
        return slot.held().isEmpty() && job.ledger().isUnclaimed(rest)
                ? Optional.of(new Found(claim, slot, job, rest))
                : Optional.empty();
    }

    /** @param newest whether it is what the slot computes; if not, the slot has computed it and waits to be answered */
    private Kept adopt(Worker worker, Found found, boolean newest, Epoch earlier, long now) {
        ActiveLease lease = dispatcher.adopt(found.slot(), found.job(), found.rest(), newest, now);
        lease.comesFrom(new Origin(earlier, found.claim().lease()));
        history.happened(Type.ADOPTED, found.job().id(), worker.id(), found.rest(), "");
        return new Kept(found.claim().lease(), lease.id(), found.rest().low());
    }
}
