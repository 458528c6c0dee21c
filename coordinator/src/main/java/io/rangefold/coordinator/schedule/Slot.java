package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.protocol.JobId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A slot as the coordinator sees it. */
final class Slot {
    /** A slot holds one lease, and one more that waits for its last acknowledgement. */
    private static final int MAX_CLOSING = 1;

    private final SlotKey key;
    private final Set<Long> closing = new HashSet<>();
    private @Nullable ActiveLease current;
    private @Nullable JobId paceJob;
    private double itemsPerNano;
    private boolean hung;

    Slot(SlotKey key) {
        this.key = key;
    }

    SlotKey key() {
        return key;
    }

    @Nullable
    ActiveLease current() {
        return current;
    }

    void take(ActiveLease lease) {
        assert current == null : "the slot has a lease";
        current = lease;
    }

    /** The lease is not the slot's work any more; {@code savePending} if it waits to become durable. */
    void release(ActiveLease lease, boolean savePending) {
        if (current == lease) {
            current = null;
        }
        if (savePending) {
            closing.add(lease.id());
        } else {
            closing.remove(lease.id());
        }
    }

    /** Its leases, those too that wait to become durable, oldest first. */
    List<Long> held() {
        List<Long> all = new ArrayList<>(closing);
        if (current != null) {
            all.add(current.id());
        }
        all.sort(null);
        return all;
    }

    boolean isIdle() {
        return current == null && !hung && closing.size() <= MAX_CLOSING;
    }

    boolean isHung() {
        return hung;
    }

    void setHung(boolean now) {
        hung = now;
    }

    void paced(JobId job, double measured) {
        itemsPerNano = job.equals(paceJob) ? (itemsPerNano + measured) / 2 : measured;
        paceJob = job;
    }

    /** Items a nanosecond that the slot made of the job; {@code otherwise} if that is not known. */
    double pace(JobId job, double otherwise) {
        return job.equals(paceJob) ? itemsPerNano : otherwise;
    }
}
