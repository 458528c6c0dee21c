package io.rangefold.coordinator.ledger;

import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A set of indices as disjoint ranges; neighbours coalesce, so its size is the number of gaps, not of additions. */
public final class IntervalSet {
    private final TreeMap<Long, Long> highByLow = new TreeMap<>();
    /** What ended where before the first edit that was not taken yet, by beginning. */
    private final @Nullable Map<Long, OptionalLong> former;

    private long size;

    /** A set that does not say what changes. */
    public IntervalSet() {
        this(null);
    }

    private IntervalSet(@Nullable Map<Long, OptionalLong> former) {
        this.former = former;
    }

    /** A set that keeps what changes for {@link #takeEdits}. */
    static IntervalSet recording() {
        return new IntervalSet(new HashMap<>());
    }

    /**
     * Another end of the range that begins at {@code low}.
     *
     * @param high empty if none begins there any more
     */
    record Edit(long low, OptionalLong high) {}

    /** What is other than when this was asked last, in any order. */
    List<Edit> takeEdits() {
        List<Edit> edits = new ArrayList<>(former.size());
        former.forEach((low, high) -> {
            OptionalLong now = highAt(low);
            if (!now.equals(high)) {
                edits.add(new Edit(low, now));
            }
        });
        former.clear();
        return edits;
    }

    private OptionalLong highAt(long low) {
        Long high = highByLow.get(low);
        return high == null ? OptionalLong.empty() : OptionalLong.of(high);
    }

    private void put(long low, long high) {
        remember(low);
        highByLow.put(low, high);
    }

    private void drop(long low) {
        remember(low);
        highByLow.remove(low);
    }

    private void remember(long low) {
        if (former != null && !former.containsKey(low)) {
            former.put(low, highAt(low));
        }
    }

    /** Adds a range of which no index is in the set. O(log intervals). */
    public void add(Range range) {
        if (range.isEmpty()) {
            return;
        }
        assert !overlaps(range) : range + " is in the set already";
        long low = range.low();
        long high = range.high();
        Map.Entry<Long, Long> before = highByLow.floorEntry(low);
        if (before != null && before.getValue() == low) {
            low = before.getKey();
        }
        Long behind = highByLow.get(high);
        if (behind != null) {
            drop(high);
            high = behind;
        }
        put(low, high);
        size += range.size();
    }

    /** Removes those indices of {@code range} that are in the set, and says which they were, ascending. */
    public List<Range> remove(Range range) {
        List<Range> removed = new ArrayList<>();
        if (range.isEmpty()) {
            return removed;
        }
        Map.Entry<Long, Long> first = highByLow.floorEntry(range.low());
        boolean reachesIn = first != null && first.getValue() > range.low();
        long from = reachesIn ? first.getKey() : range.low();
        for (Map.Entry<Long, Long> entry :
                List.copyOf(highByLow.subMap(from, range.high()).entrySet())) {
            Range whole = Range.of(entry.getKey(), entry.getValue());
            Range out = Range.of(range.clamp(whole.low()), range.clamp(whole.high()));
            Range left = whole.before(out.low());
            Range right = whole.from(out.high());
            if (left.isEmpty()) {
                drop(whole.low());
            } else {
                put(left.low(), left.high());
            }
            if (!right.isEmpty()) {
                put(right.low(), right.high());
            }
            size -= out.size();
            removed.add(out);
        }
        return removed;
    }

    /** Whether any index of {@code range} is in the set. */
    public boolean overlaps(Range range) {
        if (range.isEmpty()) {
            return false;
        }
        Map.Entry<Long, Long> last = highByLow.lowerEntry(range.high());
        return last != null && last.getValue() > range.low();
    }

    /** Whether every index of {@code range} is in the set. */
    public boolean containsAll(Range range) {
        if (range.isEmpty()) {
            return true;
        }
        Map.Entry<Long, Long> at = highByLow.floorEntry(range.low());
        return at != null && at.getValue() >= range.high();
    }

    /** What of {@code whole} is not in the set, ascending. */
    public List<Range> gapsIn(Range whole) {
        List<Range> gaps = new ArrayList<>();
        long covered = whole.low();
        for (Range range : ranges()) {
            Range gap = Range.of(covered, Math.max(covered, whole.clamp(range.low())));
            if (!gap.isEmpty()) {
                gaps.add(gap);
            }
            covered = Math.max(covered, whole.clamp(range.high()));
        }
        if (covered < whole.high()) {
            gaps.add(whole.from(covered));
        }
        return gaps;
    }

    /** The number of indices in the set. */
    public long size() {
        return size;
    }

    /** The number of disjoint ranges. */
    public int intervals() {
        return highByLow.size();
    }

    /** The disjoint ranges, ascending. */
    public List<Range> ranges() {
        List<Range> all = new ArrayList<>(highByLow.size());
        highByLow.forEach((low, high) -> all.add(Range.of(low, high)));
        return all;
    }
}
