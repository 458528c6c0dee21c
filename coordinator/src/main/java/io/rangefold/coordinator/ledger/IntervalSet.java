package io.rangefold.coordinator.ledger;

import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A set of indices as disjoint ranges; neighbours coalesce, so its size is the number of gaps, not of additions. */
public final class IntervalSet {
    private final TreeMap<Long, Long> highByLow = new TreeMap<>();
    private long size;

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
        Long behind = highByLow.remove(high);
        if (behind != null) {
            high = behind;
        }
        highByLow.put(low, high);
        size += range.size();
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
