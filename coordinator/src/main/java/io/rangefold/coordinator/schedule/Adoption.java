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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** The numbers of the leases that a worker holds, and whose they are. */
    private record Held(Optional<Epoch> epoch, Set<Long> leases) {}

    /**
     * What a worker that registers again is told of the leases that it has here; nothing of those that it does not hold. If it
     * claims one under the number that it had before it was adopted, the answer to its last registration was lost, or is still
     * under way: then it is told both numbers.
     */
    Map<ActiveLease, List<Kept>> keep(List<ActiveLease> leases, Registration registration) {
        Set<Long> claimed = new HashSet<>();
        registration.held().forEach(claim -> claimed.add(claim.lease()));
        Held held = new Held(registration.heldEpoch(), claimed);
        Map<ActiveLease, List<Kept>> kept = new LinkedHashMap<>();
        leases.forEach(lease -> kept.put(lease, keep(lease, held)));
        return kept;
    }

    private List<Kept> keep(ActiveLease lease, Held held) {
        Kept same = new Kept(lease.id(), lease.id(), lease.lease().durable());
        if (held.epoch().equals(Optional.of(epoch)) && held.leases().contains(lease.id())) {
            return List.of(same);
        }
        return lease.origin()
                .filter(origin -> held.epoch().equals(Optional.of(origin.epoch()))
                        && held.leases().contains(origin.lease()))
                .map(origin -> List.of(new Kept(origin.lease(), lease.id(), same.mark()), same))
                .orElse(List.of());
    }

    /** Leases of an earlier term of this cluster of which nobody else has anything: the worker goes on with them. */
    List<Kept> adopt(Worker worker, Registration registration, long now) {
        Optional<Epoch> earlier = registration
                .heldEpoch()
                .filter(held -> held.cluster().equals(epoch.cluster()) && held.number() < epoch.number());
        if (earlier.isEmpty() || !worker.takesWork()) {
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
