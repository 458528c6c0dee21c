package io.rangefold.coordinator.ledger;

import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The book of one stage: committed, leased, pending, unclaimed, set-aside and skipped ranges tile {@code [0, items)}. What is not
 * allowed is refused by assertion; what comes from outside is checked before it gets here.
 */
public final class StageLedger {
    private final Range whole;
    private final IntervalSet committed = new IntervalSet();
    private final IntervalSet durable = new IntervalSet();
    private final IntervalSet skipped = new IntervalSet();
    private final IntervalSet unclaimed = new IntervalSet();
    private final PendingRanges pending = new PendingRanges();
    private final TreeMap<Long, PendingRange> setAside = new TreeMap<>();
    private final Map<Long, Lease> leases = new TreeMap<>();
    private long cutoff = Long.MAX_VALUE;

    /** All of {@code [0, items)} is pending. */
    public StageLedger(long items) {
        this(Range.upTo(items));
        putBackUnlessEmpty(whole, Urgency.FRESH);
    }

    private StageLedger(Range whole) {
        this.whole = whole;
    }

    /**
     * The book of a stage that was begun earlier: what is not committed, and needed, is unclaimed.
     *
     * @param committed what is committed and saved, in any order
     * @param cutoff nothing at and beyond it can change the answer
     * @throws IllegalArgumentException if ranges overlap, or lie beyond the stage
     */
    public static StageLedger restored(long items, Collection<Range> committed, long cutoff) {
        StageLedger ledger = new StageLedger(Range.upTo(items));
        ledger.cutoff = cutoff;
        for (Range range : committed) {
            if (ledger.committed.overlaps(range) || !ledger.whole.contains(range)) {
                throw new IllegalArgumentException(range + " is committed twice, or lies beyond " + ledger.whole);
            }
            ledger.committed.add(range);
            ledger.durable.add(range);
        }
        for (Range gap : ledger.committed.gapsIn(ledger.whole)) {
            Range needed = gap.before(cutoff);
            ledger.unclaimed.add(needed);
            ledger.skipped.add(gap.from(needed.high()));
        }
        return ledger;
    }

    /** Whether all of a range, which is not empty, may be held by somebody who has not said so yet. */
    public boolean isUnclaimed(Range range) {
        return !range.isEmpty() && unclaimed.containsAll(range);
    }

    /** Gives an unclaimed range to the slot that holds it. */
    public Lease adopt(long id, SlotKey slot, Range claimed) {
        assert isUnclaimed(claimed) : claimed + " is not to be claimed";
        unclaimed.remove(claimed);
        Lease lease = new Lease(id, slot, Purpose.WORK, claimed, 0, 0);
        leases.put(id, lease);
        return lease;
    }

    /** What may be held by somebody who has not said so yet, ascending. */
    public List<Range> unclaimed() {
        return unclaimed.ranges();
    }

    /** What nobody has claimed is pending. */
    public void endClaims() {
        unclaimed.remove(whole).forEach(gap -> putBack(PendingRange.fresh(gap)));
    }

    /** Takes committed ranges back: they are pending again. */
    public void takeBackCommitted(List<Range> ranges) {
        for (Range range : ranges) {
            durable.remove(range);
            committed.remove(range).forEach(part -> putBack(PendingRange.lost(part)));
        }
    }

    /** What lies below {@code newCutoff} can change the answer, after all. */
    public void raiseCutoff(long newCutoff) {
        if (newCutoff <= cutoff) {
            return;
        }
        cutoff = newCutoff;
        Range again = whole.before(cutoff);
        skipped.remove(again).forEach(part -> putBack(PendingRange.fresh(part)));
    }

    /** Whether all of a range is committed and saved. */
    public boolean isDurable(Range range) {
        return durable.containsAll(range);
    }

    /** What is committed, ascending. */
    public List<Range> committed() {
        return committed.ranges();
    }

    /** Hands the first {@code count} indices of {@code from}, which is pending, to a slot. */
    public Lease lease(long id, SlotKey slot, PendingRange from, long count) {
        Range taken = pending.takeFirst(from, count);
        Purpose purpose = from.urgency() == Urgency.SUSPECT ? Purpose.SUSPECT : Purpose.WORK;
        Lease lease = new Lease(id, slot, purpose, taken, from.failures(), from.deaths());
        leases.put(id, lease);
        return lease;
    }

    /** Merges a commit that continues the lease. */
    public void commit(Lease lease, Range range) {
        lease.apply(range);
        committed.add(range);
        closeIfCommitted(lease);
    }

    /** The range of a commit was saved. */
    public void saved(Range range) {
        assert committed.containsAll(range) : range + " is saved but not committed";
        durable.add(range);
    }

    /** The holder computes nothing at and beyond {@code newEnd}; what lies there is pending again. */
    public Range trim(Lease lease, long newEnd) {
        Range tail = lease.rest().from(newEnd);
        lease.trim(tail.low());
        if (!tail.isEmpty()) {
            putBack(PendingRange.again(lease, tail, Urgency.FRESH));
        }
        closeIfCommitted(lease);
        return tail;
    }

    /** Takes the lease away; what is not committed is pending again. */
    public Range takeBack(Lease lease) {
        Range rest = take(lease);
        putBack(PendingRange.again(lease, rest, Urgency.LOST));
        return rest;
    }

    private void closeIfCommitted(Lease lease) {
        if (lease.isCommitted()) {
            leases.remove(lease.id());
        }
    }

    /** Takes the lease away; the caller puts {@link Lease#rest()} back. */
    public Range take(Lease lease) {
        leases.remove(lease.id());
        return lease.rest();
    }

    /** Takes a lease away of which nothing is needed any more: it lies beyond the cutoff. */
    public void skip(Lease lease) {
        assert lease.applied() >= cutoff : lease + " is needed below " + cutoff;
        skipped.add(take(lease));
    }

    /** Makes a range pending; the part at and beyond the cutoff is skipped. */
    public void putBack(PendingRange back) {
        Range wanted = back.range().before(cutoff);
        skipped.add(back.range().from(wanted.high()));
        if (!wanted.isEmpty()) {
            pending.add(back.within(wanted));
        }
    }

    /** As {@link #putBack} of a plain range, which may be empty. */
    public void putBackUnlessEmpty(Range range, Urgency plain) {
        if (!range.isEmpty()) {
            putBack(plain == Urgency.LOST ? PendingRange.lost(range) : PendingRange.fresh(range));
        }
    }

    /** Keeps a range that fails for good, in case it turns out to be needed. */
    public void setAside(PendingRange failed) {
        Range wanted = failed.range().before(cutoff);
        skipped.add(failed.range().from(wanted.high()));
        if (!wanted.isEmpty()) {
            setAside.put(wanted.low(), failed.within(wanted));
        }
    }

    /**
     * Nothing at and beyond {@code newCutoff} can change the answer.
     *
     * @return leases that reach beyond it
     */
    public List<Lease> lowerCutoff(long newCutoff) {
        if (newCutoff >= cutoff) {
            return List.of();
        }
        cutoff = newCutoff;
        pending.takeFrom(cutoff).forEach(skipped::add);
        unclaimed.remove(whole.from(cutoff)).forEach(skipped::add);
        List<PendingRange> aside = List.copyOf(setAside.values());
        setAside.clear();
        aside.forEach(this::setAside);
        return leases.values().stream().filter(lease -> lease.end() > cutoff).toList();
    }

    /** The first range that was set aside and is needed: all before it is durable. */
    public Optional<PendingRange> needed() {
        return setAside.isEmpty()
                ? Optional.empty()
                : Optional.of(setAside.firstEntry().getValue())
                        .filter(p -> durable.containsAll(whole.before(p.range().low())));
    }

    /** Whether everything is durable or skipped. */
    public boolean isComplete() {
        return leases.isEmpty()
                && pending.isEmpty()
                && unclaimed.size() == 0
                && setAside.isEmpty()
                && durable.size() == committed.size();
    }

    public long items() {
        return whole.size();
    }

    /** Items merged. */
    public long committedItems() {
        return committed.size();
    }

    /** Items that need not be computed. */
    public long skippedItems() {
        return skipped.size();
    }

    public long cutoff() {
        return cutoff;
    }

    /** What need not be computed, ascending. */
    public List<Range> skipped() {
        return skipped.ranges();
    }

    /** Pending items that may be split freely. */
    public long plainPendingItems() {
        return pending.plainItems();
    }

    /** Pending ranges of one urgency, ascending. */
    public Collection<PendingRange> pending(Urgency urgency) {
        return pending.all(urgency);
    }

    /** Ranges that failed for good, ascending. */
    public Collection<PendingRange> aside() {
        return setAside.values();
    }

    /** The leases that are not wholly committed, oldest first. */
    public Collection<Lease> leases() {
        return leases.values();
    }

    /** The number of intervals that the whole state consists of. */
    public int intervals() {
        int settled = committed.intervals() + skipped.intervals() + unclaimed.intervals();
        return settled + leases.size() + pending.size() + setAside.size();
    }

    /**
     * Checks the invariant of the class. O(intervals).
     *
     * @throws IllegalStateException naming the first gap or overlap
     */
    public void checkTiling() {
        List<Range> all = new ArrayList<>(committed.ranges());
        all.addAll(skipped.ranges());
        all.addAll(unclaimed.ranges());
        leases.values().forEach(lease -> all.add(lease.rest()));
        setAside.values().forEach(aside -> all.add(aside.range()));
        all.addAll(pending.ranges());
        all.removeIf(Range::isEmpty);
        all.sort(null);
        long covered = 0;
        for (Range range : all) {
            if (range.low() != covered) {
                throw new IllegalStateException("gap or overlap at " + covered + ", before " + range);
            }
            covered = range.high();
        }
        if (covered != whole.high()) {
            throw new IllegalStateException("nothing is known of " + whole.from(covered));
        }
    }
}
