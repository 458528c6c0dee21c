package io.rangefold.coordinator.schedule;

import io.rangefold.protocol.CoordinatorToWorker.Drain;
import io.rangefold.protocol.CoordinatorToWorker.Kept;
import io.rangefold.protocol.CoordinatorToWorker.RegisterAgain;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.Sender;
import io.rangefold.protocol.SlotCommand.Revoke;
import io.rangefold.protocol.SlotStatus;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Workers come, say what they hold, fall silent and go; what one had when it went is computed elsewhere. */
final class Workforce {
    private final Roster roster;
    private final Effects effects;
    private final SlotMail mail;
    private final Recovery recovery;
    private final JobLifecycle lifecycle;
    private final LeaseReports reports;
    private final Adoption adoption;
    private final History history;
    private final Epoch epoch;
    private final int nodePort;
    private long lastSession;

    /**
     * @param nodePort told to workers; 0 where they need none
     * @param lastSession sessions are numbered from the next on
     */
    Workforce(
            Roster roster,
            Effects effects,
            SlotMail mail,
            Recovery recovery,
            JobLifecycle lifecycle,
            LeaseReports reports,
            Adoption adoption,
            History history,
            Epoch epoch,
            int nodePort,
            long lastSession) {
        this.roster = roster;
        this.effects = effects;
        this.mail = mail;
        this.recovery = recovery;
        this.lifecycle = lifecycle;
        this.reports = reports;
        this.adoption = adoption;
        this.history = history;
        this.epoch = epoch;
        this.nodePort = nodePort;
        this.lastSession = lastSession;
    }

    /** A worker registers, for the first time or again. Leases that it holds and that are still its own go on. */
    void register(Registration registration, long now) {
        Worker known = roster.worker(registration.worker());
        if (known != null && known.slots().size() != registration.slots()) {
            giveUp(known, "it registered with another number of slots", now);
            known = null;
        }
        List<Kept> kept = new ArrayList<>();
        Worker worker = known != null ? known : newWorker(registration);
        adoption.keep(roster.leasesOf(worker), registration).forEach((lease, same) -> {
            if (same.isEmpty()) {
                recovery.takeBack(lease, Cause.NOT_HELD, "its worker registered without it");
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
    }

    private static Worker newWorker(Registration registration) {
        return new Worker(
                registration.worker(),
                registration.name(),
                registration.address(),
                registration.slots(),
                registration.cores());
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

    /** The lease that a slot speaks of, if it is its worker's under the present registration. If not, the slot is to drop it. */
    @Nullable
    ActiveLease leaseOf(Sender sender, int slot, long id, long now) {
        Worker worker = present(sender, now);
        if (worker == null) {
            return null;
        }
        ActiveLease lease = own(worker, id);
        if (lease == null) {
            mail.send(worker, slot, new Revoke(id));
        }
        return lease;
    }

    private @Nullable ActiveLease own(Worker worker, long id) {
        ActiveLease lease = roster.lease(id);
        return lease != null && lease.worker() == worker ? lease : null;
    }

    /**
     * A worker says that it is alive, and what it holds.
     *
     * @return whether that is news
     */
    boolean heartbeat(Sender sender, long number, List<SlotStatus> statuses, boolean draining, double load, long now) {
        Worker worker = present(sender, now);
        if (worker == null) {
            repeatRegistration(sender);
            return false;
        }
        if (!worker.isNews(number)) {
            return false;
        }
        worker.isLoaded(load);
        compare(worker, statuses, now);
        if (draining) {
            worker.drain();
        } else if (worker.isDraining()) {
            effects.send(worker.id(), new Drain(epoch));
        }
        roster.refresh(worker);
        return true;
    }

    /** A worker that goes on under an older session has missed the answer to its last registration. */
    private void repeatRegistration(Sender sender) {
        Worker worker = roster.worker(sender.worker());
        if (worker != null && sender.epoch().equals(epoch)) {
            effects.send(sender.worker(), new RegisterAgain(epoch));
        }
    }

    /** Brings what the slots of a worker hold, and what they should, together. */
    private void compare(Worker worker, List<SlotStatus> statuses, long now) {
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
                recovery.takeBack(lease, Cause.NOT_HELD, "its slot does not hold it any more");
            }
        }
        worker.slots().stream()
                .filter(slot -> !stuck.contains(slot.key().slot()))
                .forEach(slot -> slot.setHung(false));
    }

    /**
     * A worker is gone: its connection ended, or it is unreachable.
     *
     * @return whether that is so; it may have registered since
     */
    boolean lost(WorkerId id, long session, String reason, long now) {
        Worker worker = roster.worker(id);
        if (worker == null || worker.session() != session) {
            return false;
        }
        giveUp(worker, reason, now);
        return true;
    }

    /** Gives up the workers that were not heard for longer than that. */
    void giveUpSilent(long patienceNanos, long now) {
        for (Worker worker : List.copyOf(roster.workers())) {
            if (worker.silentNanos(now) > patienceNanos) {
                giveUp(worker, "silent for " + worker.silentNanos(now) / 1_000_000 + " ms", now);
            }
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

    /**
     * A worker has drained and ends.
     *
     * @return whether it was here
     */
    boolean leave(Sender sender, long now) {
        Worker worker = present(sender, now);
        if (worker == null) {
            return false;
        }
        List<ActiveLease> held = roster.leasesOf(worker);
        roster.remove(worker);
        held.forEach(lease -> recovery.takeBack(lease, Cause.WORKER_LEFT, "its worker left"));
        history.note(new Note.WorkerLeft(worker.id(), worker.name()));
        return true;
    }

    /**
     * Takes no more work to a worker.
     *
     * @return whether it is known
     */
    boolean drain(WorkerId id) {
        Worker worker = roster.worker(id);
        if (worker == null) {
            return false;
        }
        worker.drain();
        roster.refresh(worker);
        effects.send(id, new Drain(epoch));
        return true;
    }
}
