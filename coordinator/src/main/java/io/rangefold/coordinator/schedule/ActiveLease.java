package io.rangefold.coordinator.schedule;

import io.rangefold.coordinator.ledger.Lease;
import io.rangefold.coordinator.monitor.LeaseBar;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotStatus;
import java.util.Optional;
import java.util.OptionalLong;

/** A lease with what is known of its holder's progress. Times are nanoseconds of the scheduler's clock. */
final class ActiveLease {
    private final Lease lease;
    private final JobRun job;
    private final Worker worker;
    private final Slot slot;
    private final Grant grant;
    private final Optional<LeaseBar> bar;
    private final long grantedNanos;
    private Optional<Adoption.Origin> origin = Optional.empty();
    private boolean confirmed;
    private boolean preempted;
    private int awaitedBy;
    private long grantSentNanos;
    private long trimAskedNanos;
    private long trimSentNanos;
    private OptionalLong refusedNanos = OptionalLong.empty();
    private long progress = -1;
    private long progressNanos;
    private Range stride;
    private long heardNanos;
    private long markNanos;
    private double itemsPerNano;

    ActiveLease(Lease lease, JobRun job, Worker worker, Slot slot, Grant grant, long nowNanos) {
        this.lease = lease;
        this.job = job;
        this.worker = worker;
        this.slot = slot;
        this.grant = grant;
        this.bar = job.recorder.granted(grant, slot.key(), worker.name());
        this.grantedNanos = nowNanos;
        this.grantSentNanos = nowNanos;
        this.progressNanos = nowNanos;
        this.heardNanos = nowNanos;
        this.markNanos = nowNanos;
        this.stride = lease.rest().first(0);
    }

    long id() {
        return lease.id();
    }

    Lease lease() {
        return lease;
    }

    JobRun job() {
        return job;
    }

    Worker worker() {
        return worker;
    }

    Slot slot() {
        return slot;
    }

    Grant grant() {
        return grant;
    }

    /** What is recorded of it; empty if nothing is. */
    Optional<LeaseBar> bar() {
        return bar;
    }

    /** Where it comes from, if it was adopted. */
    Optional<Adoption.Origin> origin() {
        return origin;
    }

    void comesFrom(Adoption.Origin earlier) {
        origin = Optional.of(earlier);
    }

    /** Whether the holder has said that it holds it. */
    boolean isConfirmed() {
        return confirmed;
    }

    /** The holder speaks of it. A heartbeat that does not, from now on, says that it is held no more. */
    void confirm() {
        confirmed = true;
    }

    /** A heartbeat speaks of it. */
    void heard(SlotStatus status, long nowNanos) {
        confirm();
        boolean computes = !status.stride().isEmpty();
        if (!computes || status.progress() != progress || !status.stride().equals(stride)) {
            progressNanos = nowNanos;
        }
        progress = status.progress();
        stride = status.stride();
        heardNanos = nowNanos;
    }

    /** The last stride that the holder spoke of; empty, at an index, if it computed none. */
    Range stride() {
        return stride;
    }

    /** How long it computed without progress when it was last heard of; silence says nothing. 0 if it did not compute. */
    long stuckNanos() {
        return stride.isEmpty() ? 0 : heardNanos - progressNanos;
    }

    /** How long the holder has not said that it holds it; 0 once it has. */
    long unconfirmedNanos(long nowNanos) {
        return confirmed ? 0 : nowNanos - grantedNanos;
    }

    /** What was adopted was never granted. */
    boolean isGrantDue(long nowNanos, long resendNanos) {
        if (confirmed || origin.isPresent() || nowNanos - grantSentNanos < resendNanos) {
            return false;
        }
        grantSentNanos = nowNanos;
        return true;
    }

    void committed(long items, long busyNanos, long nowNanos) {
        double measured = (double) items / Math.max(1, busyNanos);
        itemsPerNano = itemsPerNano == 0 ? measured : (itemsPerNano + measured) / 2;
        slot.paced(job.id(), itemsPerNano);
        markNanos = nowNanos;
    }

    /** How long ago it committed last, or began: what its slot has computed since is not here. */
    long uncommittedNanos(long nowNanos) {
        return nowNanos - markNanos;
    }

    /** Items a nanosecond; before the first commit, as if it were about to come. 0 if it is too early to say. */
    double pace(long nowNanos, long patienceNanos) {
        if (itemsPerNano > 0) {
            return itemsPerNano;
        }
        long waited = nowNanos - grantedNanos;
        double known = slot.pace(job.id(), 0);
        if (waited < patienceNanos) {
            return known;
        }
        double atMost = (stride.low() - lease.granted().low() + 1.0) / waited;
        return known == 0 ? atMost : Math.min(known, atMost);
    }

    /** The index that the holder has probably come to. */
    long position(long nowNanos) {
        long done = (long) Math.max(0, itemsPerNano * (nowNanos - markNanos));
        return Math.max(lease.rest().advance(done), lease.rest().clamp(stride.low()));
    }

    /** The end of what the holder can have touched since it was last heard of, on the safe side. */
    long touched(long nowNanos) {
        double speed = Math.max(itemsPerNano, slot.pace(job.id(), job.pace()));
        if (speed == 0) {
            return lease.end();
        }
        long sinceHeard = nowNanos - Math.max(heardNanos, markNanos);
        long further = (long) (speed * (2.0 * sinceHeard + 250e6) + stride.size() + 1);
        Range ahead = Range.of(Math.max(lease.applied(), lease.rest().clamp(stride.low())), lease.end());
        return ahead.advance(further);
    }

    /** Asks for what lies at and beyond {@code end}, to feed so many idle slots. */
    void askTail(long end, int thieves, long nowNanos) {
        ask(end, nowNanos);
        awaitedBy = thieves;
    }

    /** Asks the holder to end there and go to another job. */
    void askToLeave(long end, long nowNanos) {
        ask(end, nowNanos);
        preempted = true;
    }

    private void ask(long end, long nowNanos) {
        lease.askTrim(end);
        trimAskedNanos = nowNanos;
        trimSentNanos = nowNanos;
    }

    /** How many idle slots wait for the tail that the holder was asked for. */
    int awaitedBy() {
        return isTrimAsked() && !preempted ? awaitedBy : 0;
    }

    boolean isTrimAsked() {
        return lease.trimTo().isPresent();
    }

    /** Whether the slot is on its way to another job. */
    boolean isLeaving() {
        return preempted;
    }

    long trimWaitNanos(long nowNanos) {
        return nowNanos - trimAskedNanos;
    }

    /** The holder could give nothing. */
    void refused(long nowNanos) {
        refusedNanos = OptionalLong.of(nowNanos);
    }

    /** Whether the holder could give nothing a moment ago: asked at once again, it would say the same. */
    boolean hasRefused(long nowNanos, long momentNanos) {
        return refusedNanos.isPresent() && nowNanos - refusedNanos.getAsLong() < momentNanos;
    }

    boolean isTrimDue(long nowNanos, long resendNanos) {
        if (!isTrimAsked() || nowNanos - trimSentNanos < resendNanos) {
            return false;
        }
        trimSentNanos = nowNanos;
        return true;
    }
}
