package io.rangefold.worker.slot;

import io.rangefold.job.BlobUnavailableException;
import io.rangefold.protocol.Claim;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport.Failure;
import io.rangefold.protocol.SlotReport.StrideAnnounced;
import io.rangefold.protocol.SlotReport.StrideFailed;
import io.rangefold.protocol.SlotReport.Trimmed;
import io.rangefold.protocol.SlotStatus;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A lease in the hands of a slot: {@code acknowledged <= frozen <= growing <= running <= end}, each part contiguous with
 * the next.
 */
final class HeldLease {
    /** Beyond that fill a commit is made early, and without room behind it nothing more is computed. */
    private static final double EARLY_FILL = 0.25;

    private Grant grant;
    private final SlotSettings settings;
    private final SlotOutput output;
    private final Repeat repeat;
    private Range rest;
    private long acknowledged;
    private long committedAtNanos;
    private boolean committedOnce;
    private boolean crowded;
    private boolean failureTold;
    private @Nullable Growing<?> growing;
    private @Nullable Frozen frozen;
    private @Nullable Stride<?> running;
    private @Nullable StrideFailed failure;
    private @Nullable Range announced;
    private boolean allowed;

    HeldLease(Grant grant, SlotSettings settings, SlotOutput output, long nowNanos) {
        this.grant = grant;
        this.settings = settings;
        this.output = output;
        this.repeat = new Repeat(settings.resendNanos(), nowNanos);
        this.rest = grant.range();
        this.acknowledged = grant.range().low();
        this.committedAtNanos = nowNanos;
    }

    long id() {
        return grant.lease();
    }

    /** Whether nothing of it is left to compute: what remains is to be told and acknowledged. */
    boolean isComputed() {
        return running == null && (failure != null || rest.isEmpty());
    }

    /** Begins the next stride, if there is one and it may begin. */
    Optional<Stride<?>> begin(Function<Grant, Workspace<?>> workspaces, long nowNanos) {
        if (running != null || isComputed() || isFull()) {
            return Optional.empty();
        }
        if (growing == null) {
            try {
                growing = new Growing<>(workspaces.apply(grant), rest.low());
                growing.workspace().sizer().moved();
            } catch (BlobUnavailableException e) {
                fail(rest, Failure.INPUT, rest.low(), e.getMessage(), nowNanos);
                return Optional.empty();
            } catch (RuntimeException | Error e) {
                fail(rest, Failure.EXCEPTION, rest.low(), "the job can't be read: " + e.getMessage(), nowNanos);
                return Optional.empty();
            }
        }
        Range next = announced != null ? announced : growing.workspace().sizer().next(rest);
        if (grant.purpose() == Purpose.SUSPECT && !allowed) {
            if (announced == null) {
                announced = next;
                output.report(new StrideAnnounced(id(), next));
                repeat.said(nowNanos);
            }
            return Optional.empty();
        }
        announced = null;
        allowed = false;
        boolean firstOfAudit =
                grant.purpose() == Purpose.AUDIT && rest.low() == grant.range().low();
        Stride<?> stride = new Stride<>(growing, next, firstOfAudit, nowNanos);
        running = stride;
        return Optional.of(stride);
    }

    private boolean isFull() {
        return growing != null && !growing.isEmpty() && (crowded || frozen != null && growing.fill() > EARLY_FILL);
    }

    /** The coordinator has noted the announcement. */
    void allow(Range stride) {
        if (stride.equals(announced)) {
            allowed = true;
        }
    }

    /** The kernel came back. */
    void complete(Stride<?> stride, long nowNanos) {
        assert stride == running : "a stride that does not run ends";
        running = null;
        Outcome<?> outcome = stride.settle(nowNanos - stride.startNanos());
        if (outcome instanceof Outcome.Failed<?> f) {
            fail(stride.range(), f.failure(), f.index(), f.message(), nowNanos);
        } else if (outcome instanceof Outcome.TooLarge<?>) {
            makeRoom(stride.range(), nowNanos);
        } else {
            rest = rest.from(stride.range().high());
            flush(nowNanos);
        }
    }

    /** A stride's result does not fit beside what is there: it is computed again after a commit, or in smaller strides. */
    private void makeRoom(Range stride, long nowNanos) {
        boolean alone = growing == null || growing.isEmpty();
        if (alone && stride.size() == 1 || grant.purpose() == Purpose.AUDIT) {
            String message = "the partial result is larger than a commit may be";
            fail(stride, Failure.DETERMINISTIC, stride.low(), message, nowNanos);
            return;
        }
        if (growing != null && alone) {
            growing.workspace().sizer().tooLarge(stride.size());
        }
        crowded = !alone;
        flush(nowNanos);
    }

    private void fail(Range stride, Failure kind, long index, @Nullable String message, long nowNanos) {
        if (grant.purpose() == Purpose.AUDIT) {
            growing = null;
        }
        failure = new StrideFailed(id(), stride, kind, index, message == null ? "no message" : message);
        flush(nowNanos);
    }

    /** Commits what there is if it is time, and says how the lease ended once all is committed. */
    private void flush(long nowNanos) {
        if (frozen != null) {
            return;
        }
        if (growing != null && !growing.isEmpty() && isCommitDue(growing, nowNanos)) {
            frozen = growing.freeze(id());
            crowded = false;
            committedAtNanos = nowNanos;
            committedOnce = true;
            send(frozen);
            repeat.said(nowNanos);
        } else if (failure != null
                && !failureTold
                && (growing == null || acknowledged == failure.stride().low())) {
            failureTold = true;
            output.report(failure);
            repeat.said(nowNanos);
        }
    }

    private boolean isCommitDue(Growing<?> what, long nowNanos) {
        if (grant.purpose() == Purpose.AUDIT) {
            return rest.isEmpty();
        }
        return isComputed()
                || crowded
                || !committedOnce
                || nowNanos - committedAtNanos >= settings.commitNanos()
                || what.fill() > EARLY_FILL;
    }

    private void send(Frozen what) {
        if (what.commit().segment().isPresent()) {
            output.reportWithOutput(what.commit(), what.output());
        } else {
            output.report(what.commit());
        }
    }

    /** What lies below {@code mark} is safe. */
    void acknowledge(long mark, long nowNanos) {
        acknowledged = Math.max(acknowledged, Math.min(mark, grant.range().high()));
        if (frozen != null && frozen.commit().range().high() <= acknowledged) {
            frozen = null;
            flush(nowNanos);
        }
    }

    /** Ends the lease at {@code end}, or as soon behind it as can be, and says where. */
    void trim(long end, Optional<Long> pollIndex, long nowNanos) {
        if (failure == null && grant.purpose() != Purpose.AUDIT) {
            keep(Math.max(end, firstCut(pollIndex)));
        }
        output.report(new Trimmed(
                id(), failure == null ? rest.high() : failure.stride().high()));
        flush(nowNanos);
    }

    /** Gives back what is not begun; an audit is given back whole, since a part of it is of no use. */
    void giveBack(Optional<Long> pollIndex, long nowNanos) {
        if (grant.purpose() == Purpose.AUDIT && !isComputed()) {
            growing = null;
            rest = grant.range().before(grant.range().low());
            running = null;
            output.report(new Trimmed(id(), rest.high()));
            repeat.said(nowNanos);
        } else {
            trim(0, pollIndex, nowNanos);
        }
    }

    private long firstCut(Optional<Long> pollIndex) {
        if (running != null) {
            long end = running.range().high();
            return pollIndex.map(index -> Math.min(index + 1, end)).orElse(end);
        }
        return announced != null ? announced.high() : rest.low();
    }

    private void keep(long end) {
        rest = rest.before(end);
        if (running != null) {
            running.cut(rest.high());
        }
    }

    /** The kernel is at {@code index} of its stride: where the stride is to end. */
    long pollEnd(Stride<?> stride, long index, long nowNanos) {
        if (nowNanos - stride.startNanos() > settings.strideLimitNanos()) {
            stride.cut(index + 1);
        }
        return stride.range().high();
    }

    boolean isRunning(Stride<?> stride) {
        return running == stride;
    }

    /** Repeats what was not answered. */
    void tick(long nowNanos) {
        flush(nowNanos);
        boolean waits = frozen != null || announced != null || isComputed();
        if (!waits || !repeat.due(nowNanos)) {
            return;
        }
        if (frozen != null) {
            send(frozen);
        } else if (failure != null) {
            output.report(failure);
        } else if (announced != null) {
            output.report(new StrideAnnounced(id(), announced));
        } else {
            output.report(new Trimmed(id(), rest.high()));
        }
    }

    SlotStatus status(int slot, long progress) {
        Range stride = running != null ? running.range() : rest.first(0);
        long end = failure == null ? rest.high() : failure.stride().high();
        return new SlotStatus(slot, id(), stride, end, progress);
    }

    /** What a coordinator is told of it when this worker registers. */
    Claim claim(int slot) {
        long end = failure == null ? rest.high() : failure.stride().high();
        long sent = frozen == null ? acknowledged : frozen.commit().range().high();
        return new Claim(slot, id(), grant.job(), grant.stage(), grant.purpose(), acknowledged, sent, end);
    }

    /**
     * It goes on under another id, as a coordinator says to which the slot was named with a {@link #claim} made since the last
     * acknowledgement that came. What was not answered is said again at once, under that id.
     *
     * @param mark everything below is safe
     * @return false, and the lease is of no use, if what was computed does not continue at {@code mark}
     */
    boolean adopt(long newLease, long mark, long nowNanos) {
        if (newLease != id()) {
            boolean continues = mark == acknowledged
                    || frozen != null && mark == frozen.commit().range().high();
            if (!continues) {
                return false;
            }
            rename(newLease);
        }
        Frozen before = frozen;
        failureTold = false;
        acknowledge(mark, nowNanos);
        if (frozen != null && frozen == before) {
            send(frozen);
        } else {
            flush(nowNanos);
        }
        repeat.said(nowNanos);
        return true;
    }

    private void rename(long newLease) {
        grant = grant.renamed(newLease);
        if (frozen != null) {
            frozen = new Frozen(frozen.commit().renamed(newLease), frozen.output());
        }
        if (failure != null) {
            // Input that a coordinator could not give any more is there again with the next one.
            failure = failure.failure() == Failure.INPUT ? null : failure.renamed(newLease);
        }
    }

    @Override
    public String toString() {
        return "lease " + id() + " of " + grant.job() + " " + grant.range() + ", rest " + rest;
    }
}
