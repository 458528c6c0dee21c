package io.rangefold.benchmark.micro;

import io.rangefold.coordinator.schedule.Effects;
import io.rangefold.coordinator.schedule.Note;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.protocol.CoordinatorToWorker;
import io.rangefold.protocol.CoordinatorToWorker.Registered;
import io.rangefold.protocol.CoordinatorToWorker.ToSlot;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SegmentRef;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotCommand.Trim;
import io.rangefold.protocol.SlotReport.Trimmed;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Takes a scheduler's word as workers do: what is granted waits in line to be committed. */
final class LeaseQueue implements Effects {
    private final Map<Long, Held> byLease = new HashMap<>();
    private final Deque<Held> line = new ArrayDeque<>();
    private final Deque<Long> unsaved = new ArrayDeque<>();
    private final Deque<Trim> trims = new ArrayDeque<>();
    private final Map<WorkerId, Long> sessions = new HashMap<>();
    private long acknowledged;

    /** A lease and how far it is computed. */
    static final class Held {
        private final WorkerId worker;
        private final long session;
        private final int slot;
        private final long lease;
        private Range rest;

        private Held(WorkerId worker, long session, int slot, Grant grant) {
            this.worker = worker;
            this.session = session;
            this.slot = slot;
            this.lease = grant.lease();
            this.rest = grant.range();
        }

        WorkerId worker() {
            return worker;
        }

        long session() {
            return session;
        }

        int slot() {
            return slot;
        }

        long lease() {
            return lease;
        }

        Range takeOne() {
            Range one = rest.first(1);
            rest = rest.from(one.high());
            return one;
        }

        boolean isOpen() {
            return !rest.isEmpty();
        }

        /** Ends it at {@code end}, or where it is. */
        Trimmed trim(long end) {
            rest = rest.before(end);
            return new Trimmed(lease, rest.high());
        }
    }

    /** Whose turn it is. */
    Held next() {
        Held held = line.removeFirst();
        while (!held.isOpen()) {
            held = line.removeFirst();
        }
        return held;
    }

    /** A lease that is to be trimmed, if there is one. */
    Optional<Trim> trim() {
        return Optional.ofNullable(trims.pollFirst());
    }

    Optional<Held> held(long lease) {
        return Optional.ofNullable(byLease.get(lease));
    }

    void add(Held held) {
        line.addLast(held);
    }

    Optional<Long> unsaved() {
        return Optional.ofNullable(unsaved.pollFirst());
    }

    /** How many leases are to be computed. */
    int waiting() {
        return (int) line.stream().filter(Held::isOpen).count();
    }

    long acknowledged() {
        return acknowledged;
    }

    @Override
    public void send(WorkerId worker, CoordinatorToWorker message) {
        if (message instanceof Registered registered) {
            sessions.put(worker, registered.session());
        } else if (message instanceof ToSlot to && to.command() instanceof Grant grant) {
            Held held = new Held(worker, sessions.getOrDefault(worker, 0L), to.slot(), grant);
            byLease.put(held.lease(), held);
            add(held);
        } else if (message instanceof ToSlot to && to.command() instanceof Acknowledge done) {
            acknowledged++;
            if (done.closed()) {
                byLease.remove(done.lease());
            }
        } else if (message instanceof ToSlot to && to.command() instanceof Trim trim) {
            trims.addLast(trim);
        }
    }

    @Override
    public boolean isStored(SegmentRef segment) {
        return true;
    }

    @Override
    public void save(SaveGroup group) {
        unsaved.addLast(group.number());
    }

    @Override
    public void disconnect(WorkerId worker, long session) {
        throw new IllegalStateException(worker + " was given up");
    }

    @Override
    public void conclude(JobId job) {
        throw new IllegalStateException(job + " has come to its end");
    }

    @Override
    public void changed(JobId job) {
        // Nobody watches.
    }

    @Override
    public void discard(JobId job) {
        // Nothing is kept.
    }

    @Override
    public void note(Note note) {
        // Nobody reads.
    }
}
