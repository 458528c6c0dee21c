package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.SlotKey;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A worker as the coordinator sees it, under its present registration. */
final class Worker {
    private final WorkerId id;
    private final String name;
    private final String address;
    private final int cores;
    private final List<Slot> slots = new ArrayList<>();
    private final RateMeter rate = new RateMeter();
    private long session;
    private long heartbeat = -1;
    private long heardNanos;
    private boolean draining;
    private boolean quarantined;
    private long committed;
    private OptionalLong committedNanos = OptionalLong.empty();
    private double load = -1;

    /** @param cores that its process may use; 0 if not known */
    Worker(WorkerId id, String name, String address, int slotCount, int cores) {
        this.cores = cores;
        this.id = id;
        this.name = name;
        this.address = address;
        for (int number = 0; number < slotCount; number++) {
            slots.add(new Slot(new SlotKey(id, number)));
        }
    }

    WorkerId id() {
        return id;
    }

    String name() {
        return name;
    }

    String address() {
        return address;
    }

    List<Slot> slots() {
        return slots;
    }

    long session() {
        return session;
    }

    void registered(long newSession, long nowNanos) {
        session = newSession;
        heartbeat = -1;
        heardNanos = nowNanos;
    }

    void heard(long nowNanos) {
        heardNanos = nowNanos;
    }

    /** Whether the heartbeat is newer than all before. */
    boolean isNews(long number) {
        if (number <= heartbeat) {
            return false;
        }
        heartbeat = number;
        return true;
    }

    long silentNanos(long nowNanos) {
        return nowNanos - heardNanos;
    }

    boolean isDraining() {
        return draining;
    }

    void drain() {
        draining = true;
    }

    /** It computes wrongly. */
    boolean isQuarantined() {
        return quarantined;
    }

    void quarantine() {
        quarantined = true;
    }

    /** Whether it is given work. */
    boolean takesWork() {
        return !draining && !quarantined;
    }

    /** Whether it could begin something, sooner or later. */
    boolean isUsable() {
        return takesWork() && soundSlots() > 0;
    }

    void committed(long items, long nowNanos) {
        committed += items;
        committedNanos = OptionalLong.of(nowNanos);
        rate.add(items, nowNanos);
    }

    long committed() {
        return committed;
    }

    int cores() {
        return cores;
    }

    /** Of its machine, over a minute; -1 if not known. */
    double load() {
        return load;
    }

    void isLoaded(double now) {
        load = now;
    }

    /** Nanoseconds since it last committed something; empty if it never did. */
    Optional<Long> sinceCommit(long nowNanos) {
        return committedNanos.isPresent() ? Optional.of(nowNanos - committedNanos.getAsLong()) : Optional.empty();
    }

    double itemsPerSecond(long nowNanos) {
        return rate.perSecond(nowNanos);
    }

    /** Whether any of its slots works on a suspect range: a second one would blur the blame. */
    boolean holdsSuspect() {
        for (Slot slot : slots) {
            ActiveLease lease = slot.current();
            if (lease != null && lease.lease().purpose() == Purpose.SUSPECT) {
                return true;
            }
        }
        return false;
    }

    /** Slots that answer. */
    long soundSlots() {
        return slots.stream().filter(slot -> !slot.isHung()).count();
    }

    int busySlots() {
        int busy = 0;
        for (Slot slot : slots) {
            busy += slot.current() == null ? 0 : 1;
        }
        return busy;
    }
}
