package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.service.Timeline.Outcome;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything that a scheduler knows: workers, their slots, leases and jobs. */
final class Roster {
    private final Map<WorkerId, Worker> workers = new LinkedHashMap<>();
    private final Map<Long, ActiveLease> leases = new HashMap<>();
    private final Map<JobId, JobRun> jobs = new LinkedHashMap<>();
    private final Set<Slot> idle = new LinkedHashSet<>();
    private final Set<WorkerId> quarantined = new HashSet<>();
    private OptionalLong usableSlots = OptionalLong.empty();

    /** These workers get no work, now and when they come. */
    void quarantine(Collection<WorkerId> ids) {
        quarantined.addAll(ids);
        workers.values().forEach(this::markIfQuarantined);
    }

    private void markIfQuarantined(Worker worker) {
        if (quarantined.contains(worker.id())) {
            worker.quarantine();
        }
        refresh(worker);
    }

    @Nullable
    Worker worker(WorkerId id) {
        return workers.get(id);
    }

    Collection<Worker> workers() {
        return workers.values();
    }

    void add(Worker worker) {
        workers.put(worker.id(), worker);
        markIfQuarantined(worker);
    }

    void remove(Worker worker) {
        usableSlots = OptionalLong.empty();
        workers.remove(worker.id());
        idle.removeAll(worker.slots());
    }

    /** Looks anew which slots of the worker are idle. */
    void refresh(Worker worker) {
        usableSlots = OptionalLong.empty();
        worker.slots().forEach(slot -> refresh(worker, slot));
    }

    void refresh(Worker worker, Slot slot) {
        if (slot.isIdle() && worker.takesWork() && workers.get(worker.id()) == worker) {
            idle.add(slot);
        } else {
            idle.remove(slot);
        }
    }

    /** Slots that could take a lease now. */
    Set<Slot> idle() {
        return idle;
    }

    Worker workerOf(Slot slot) {
        return workers.get(slot.key().worker());
    }

    /** Slots of workers that take work, busy or not. */
    long usableSlots() {
        if (usableSlots.isEmpty()) {
            usableSlots = OptionalLong.of(workers.values().stream()
                    .filter(Worker::takesWork)
                    .mapToLong(worker -> worker.slots().size())
                    .sum());
        }
        return usableSlots.getAsLong();
    }

    /** Whether a worker other than this one takes work. */
    boolean hasOther(WorkerId id) {
        return hasOther(Set.of(id));
    }

    /** Whether a worker other than these takes work. */
    boolean hasOther(Set<WorkerId> ids) {
        return workers.values().stream().anyMatch(w -> w.isUsable() && !ids.contains(w.id()));
    }

    /** Worker processes that take work. */
    long usableWorkers() {
        return workers.values().stream().filter(Worker::isUsable).count();
    }

    /** A lease that slots work on, or that waits to become durable. */
    @Nullable
    ActiveLease lease(long id) {
        return leases.get(id);
    }

    void granted(ActiveLease lease) {
        leases.put(lease.id(), lease);
        lease.job().active().put(lease.id(), lease);
        lease.slot().take(lease);
        refresh(lease.worker(), lease.slot());
    }

    /** The slot has computed the lease for an earlier coordinator, and tells its last commit again. */
    void adoptedBehind(ActiveLease lease) {
        leases.put(lease.id(), lease);
        lease.job().active().put(lease.id(), lease);
        lease.slot().release(lease, true);
        refresh(lease.worker(), lease.slot());
    }

    /** Nothing of the lease is left to be computed; it waits to become durable. */
    void computed(ActiveLease lease) {
        boolean didNothing = lease.lease().applied() == lease.lease().granted().low();
        lease.job().recorder.ended(lease, didNothing ? Outcome.ENDED : Outcome.COMMITTED);
        lease.job().active().remove(lease.id());
        lease.slot().release(lease, true);
        refresh(lease.worker(), lease.slot());
    }

    /** The lease is over and forgotten. How it ended is told if it was not computed before. */
    void closed(ActiveLease lease, Outcome how) {
        lease.job().recorder.ended(lease, how);
        leases.remove(lease.id());
        lease.job().active().remove(lease.id());
        lease.slot().release(lease, false);
        refresh(lease.worker(), lease.slot());
    }

    /** All leases of a worker, those too that wait to become durable. */
    List<ActiveLease> leasesOf(Worker worker) {
        List<ActiveLease> all = new ArrayList<>();
        for (Slot slot : worker.slots()) {
            slot.held().forEach(id -> all.add(leases.get(id)));
        }
        return all;
    }

    Collection<ActiveLease> leases() {
        return leases.values();
    }

    /** @throws IllegalStateException if workers, slots, leases and jobs contradict each other */
    void check() {
        for (ActiveLease lease : leases.values()) {
            boolean isActive = lease.job().active().containsKey(lease.id());
            boolean isCurrent = lease.slot().current() == lease;
            boolean isKnown = workers.get(lease.worker().id()) == lease.worker();
            boolean isBehind = isActive && !isCurrent && lease.origin().isPresent();
            if (!isKnown
                    || isActive != isCurrent && !isBehind
                    || !lease.slot().held().contains(lease.id())) {
                throw new IllegalStateException("not held as its slot and job say: " + lease.lease());
            }
        }
        for (Worker worker : workers.values()) {
            for (Slot slot : worker.slots()) {
                if (idle.contains(slot) != (slot.isIdle() && worker.takesWork())
                        || slot.held().size() > 2) {
                    throw new IllegalStateException(slot.key() + " holds " + slot.held());
                }
            }
        }
        for (JobRun job : jobs.values()) {
            long leased = job.active().values().stream()
                    .filter(lease -> lease.lease().purpose() != Purpose.AUDIT)
                    .count();
            if (!leases.keySet().containsAll(job.active().keySet())
                    || !job.isOver() && leased != job.ledger().leases().size()) {
                throw new IllegalStateException("job " + job.id() + " has leases that nobody has");
            }
        }
    }

    Optional<JobRun> job(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** A job that is not over. */
    Optional<JobRun> alive(JobId id) {
        return job(id).filter(job -> !job.isOver());
    }

    Collection<JobRun> jobs() {
        return jobs.values();
    }

    void add(JobRun job) {
        jobs.put(job.id(), job);
    }

    void forget(JobRun job) {
        jobs.remove(job.id());
    }
}
