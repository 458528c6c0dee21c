package io.rangefold.coordinator.ledger;

import io.rangefold.coordinator.store.Change;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Who committed what of a stage: intervals and a merged partial for each owner, and what all of them merge to. Beyond some
 * number of owners, intervals or bytes the oldest share is settled: its owner is forgotten.
 *
 * @param <P> the type of a partial result
 */
public final class Shares<P> {
    /** Name of the owner of what is settled. */
    public static final String FORGOTTEN = "";

    /**
     * How much is kept by owner.
     *
     * @param owners so many owners
     * @param intervals so many intervals of all of them together
     * @param bytes about so many bytes of partials of all of them together
     */
    public record Limits(int owners, int intervals, long bytes) {
        public static final Limits DEFAULT = new Limits(256, 4096, 64L << 20);
    }

    private final PartialType<P> type;
    private final Limits limits;
    private final Share<P> settled;
    private final Map<String, Share<P>> byOwner = new LinkedHashMap<>();
    private final Set<Share<P>> touched = new LinkedHashSet<>();
    private final Set<String> gone = new LinkedHashSet<>();
    private final Set<String> newlySettled = new LinkedHashSet<>();
    private P total;
    private long intervals;
    private long bytes;

    private Shares(PartialType<P> type, Limits limits) {
        this.type = type;
        this.limits = limits;
        this.settled = new Share<>(FORGOTTEN, type);
        this.total = type.identity();
    }

    /** Nothing is committed yet. */
    public static <P> Shares<P> of(Stage<P> stage) {
        return of(stage, Limits.DEFAULT);
    }

    /** As {@link #of(Stage)}, with other limits. */
    static <P> Shares<P> of(Stage<P> stage, Limits limits) {
        return new Shares<>(stage.partials(), limits);
    }

    /**
     * Merges a commit in.
     *
     * @param owner id of the worker
     * @param range of which nothing is committed yet
     * @throws IllegalArgumentException if the bytes are no partial of the stage; then nothing is changed
     */
    public void commit(String owner, Range range, byte[] partial) {
        P decoded = type.decode(partial);
        Share<P> share = byOwner.get(owner);
        if (share == null) {
            share = new Share<>(owner, type);
            byOwner.put(owner, share);
        }
        int before = share.ranges().intervals();
        share.commit(range, decoded, partial.length);
        intervals += share.ranges().intervals() - before;
        bytes += partial.length;
        touched.add(share);
        settleOldest();
    }

    private void settleOldest() {
        while (!byOwner.isEmpty()
                && (byOwner.size() > limits.owners || intervals > limits.intervals || bytes > limits.bytes)) {
            Share<P> oldest = byOwner.values().iterator().next();
            mergeFresh(oldest);
            forget(oldest);
            settled.absorb(oldest);
            newlySettled.add(oldest.owner());
            touched.add(settled);
        }
    }

    private void forget(Share<P> share) {
        byOwner.remove(share.owner());
        touched.remove(share);
        intervals -= share.ranges().intervals();
        bytes -= share.bytes();
        if (share.isTold()) {
            gone.add(share.owner());
        }
    }

    private void mergeFresh(Share<P> share) {
        P fresh = share.takeFresh();
        if (fresh != null) {
            total = type.merge(total, fresh);
        }
    }

    private void mergeFresh() {
        touched.forEach(this::mergeFresh);
    }

    /**
     * Takes back what an owner has committed, as far as it is not settled. The sum is made anew of what the others have.
     *
     * @return what it had, ascending
     */
    public List<Range> disown(String owner) {
        mergeFresh();
        Share<P> share = byOwner.get(owner);
        if (share == null) {
            return List.of();
        }
        forget(share);
        total = settled.merged();
        for (Share<P> other : byOwner.values()) {
            total = type.merge(total, other.merged());
        }
        return share.ranges().ranges();
    }

    /** Owners of which something was settled since this was asked last. */
    public Set<String> takeSettled() {
        if (newlySettled.isEmpty()) {
            return Set.of();
        }
        Set<String> taken = Set.copyOf(newlySettled);
        newlySettled.clear();
        return taken;
    }

    /** Whether the owner of some of it is forgotten. */
    public boolean hasSettled() {
        return settled.ranges().size() > 0;
    }

    /** Owners that are not forgotten, the one whose share is the oldest first. */
    public Collection<String> owners() {
        return byOwner.keySet();
    }

    /** What that owner has, as far as it is not settled, ascending; of {@link #FORGOTTEN}, what is settled. */
    public List<Range> ranges(String owner) {
        Share<P> share = owner.equals(FORGOTTEN) ? settled : byOwner.get(owner);
        return share == null ? List.of() : share.ranges().ranges();
    }

    /** Canonical bytes of what all was merged to. */
    public byte[] encoded() {
        mergeFresh();
        return type.encode(total);
    }

    /** The first index at and beyond which nothing can change the answer. */
    public long cutoff() {
        mergeFresh();
        return type.cutoff(total);
    }

    /** What a store must be told since it was told last. */
    public void takeChanges(JobId job, int stage, List<Change> to) {
        mergeFresh();
        gone.forEach(owner -> to.add(new Change.Disowned(job, stage, owner)));
        gone.clear();
        touched.forEach(share -> share.coverageChanges(job, stage, to));
        for (Share<P> share : touched) {
            long before = share.bytes();
            share.partialChange(job, stage, to);
            if (share != settled) {
                bytes += share.bytes() - before;
            }
        }
        touched.clear();
    }

    /** What a store must be told when nobody needs to know any more who committed what, and what it came to. */
    public void takeLastChanges(JobId job, int stage, Collection<Range> committed, List<Change> to) {
        Set<String> told = new LinkedHashSet<>(gone);
        byOwner.values().stream().filter(Share::isTold).forEach(share -> told.add(share.owner()));
        if (settled.isTold()) {
            told.add(FORGOTTEN);
        }
        told.forEach(owner -> to.add(new Change.Disowned(job, stage, owner)));
        for (Range range : committed) {
            to.add(new Change.Covered(job, stage, FORGOTTEN, range.low(), OptionalLong.of(range.high())));
        }
    }

    /**
     * Is told again what a store knows of an owner.
     *
     * @throws IllegalArgumentException if a partial can't be read, or there is none
     */
    public void restore(String owner, List<Range> ranges, List<byte[]> partials) {
        if (partials.isEmpty() && !ranges.isEmpty()) {
            throw new IllegalArgumentException("there is no partial of what '" + owner + "' has committed");
        }
        Share<P> share = owner.equals(FORGOTTEN) ? settled : new Share<>(owner, type);
        boolean twice = share == settled ? settled.isTold() : byOwner.putIfAbsent(owner, share) != null;
        if (twice) {
            throw new IllegalArgumentException("there are two shares of '" + owner + "'");
        }
        share.restore(ranges, partials);
        total = type.merge(total, share.merged());
        if (share != settled) {
            intervals += share.ranges().intervals();
            bytes += share.bytes();
        }
    }

    /**
     * Checks that the shares are disjoint and make up what is committed. O(intervals log intervals).
     *
     * @throws IllegalStateException if they are not, or do not
     */
    public void check(List<Range> committed) {
        List<Range> all = new ArrayList<>(settled.ranges().ranges());
        long counted = 0;
        for (Share<P> share : byOwner.values()) {
            all.addAll(share.ranges().ranges());
            counted += share.ranges().intervals();
        }
        all.sort(null);
        IntervalSet union = new IntervalSet();
        for (Range range : all) {
            if (union.overlaps(range)) {
                throw new IllegalStateException(range + " was committed by two owners");
            }
            union.add(range);
        }
        if (!union.ranges().equals(committed) || counted != intervals) {
            throw new IllegalStateException("owners have " + union.ranges() + ", committed is " + committed);
        }
    }
}
