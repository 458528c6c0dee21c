package io.rangefold.coordinator.ledger;

import io.rangefold.coordinator.ledger.PendingRange.Urgency;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The ranges that wait for a slot, disjoint. Plain neighbours of one urgency coalesce. */
final class PendingRanges {
    private final Map<Urgency, TreeMap<Long, PendingRange>> byUrgency = new EnumMap<>(Urgency.class);
    private long plainItems;

    PendingRanges() {
        for (Urgency urgency : Urgency.values()) {
            byUrgency.put(urgency, new TreeMap<>());
        }
    }

    private TreeMap<Long, PendingRange> of(Urgency urgency) {
        return byUrgency.get(urgency);
    }

    void add(PendingRange pending) {
        TreeMap<Long, PendingRange> same = of(pending.urgency());
        if (!pending.isPlain()) {
            same.put(pending.range().low(), pending);
            return;
        }
        plainItems += pending.range().size();
        long low = pending.range().low();
        long high = pending.range().high();
        Map.Entry<Long, PendingRange> before = same.lowerEntry(low);
        if (before != null && before.getValue().range().high() == low) {
            low = before.getKey();
        }
        PendingRange behind = same.remove(high);
        if (behind != null) {
            high = behind.range().high();
        }
        same.put(low, pending.within(Range.of(low, high)));
    }

    /** Removes the first {@code count} indices of {@code pending}, which is in the set. */
    Range takeFirst(PendingRange pending, long count) {
        Range taken = pending.range().first(count);
        PendingRange removed = of(pending.urgency()).remove(taken.low());
        assert pending.equals(removed) : pending + " is not pending";
        uncount(pending, taken);
        Range left = pending.range().from(taken.high());
        if (!left.isEmpty()) {
            of(pending.urgency()).put(left.low(), pending.within(left));
        }
        return taken;
    }

    /** Removes everything at and beyond {@code start} and returns it. */
    List<Range> takeFrom(long start) {
        List<Range> taken = new ArrayList<>();
        for (TreeMap<Long, PendingRange> same : byUrgency.values()) {
            Map.Entry<Long, PendingRange> across = same.lowerEntry(start);
            if (across != null && across.getValue().range().high() > start) {
                Range range = across.getValue().range();
                taken.add(uncount(across.getValue(), range.from(start)));
                same.put(range.low(), across.getValue().within(range.before(start)));
            }
            NavigableMap<Long, PendingRange> beyond = same.tailMap(start, true);
            beyond.values().forEach(pending -> taken.add(uncount(pending, pending.range())));
            beyond.clear();
        }
        return taken;
    }

    private Range uncount(PendingRange pending, Range removed) {
        if (pending.isPlain()) {
            plainItems -= removed.size();
        }
        return removed;
    }

    /** Items that may be split freely. */
    long plainItems() {
        return plainItems;
    }

    /** All of them, by urgency. */
    List<Range> ranges() {
        return byUrgency.values().stream()
                .flatMap(same -> same.values().stream().map(PendingRange::range))
                .toList();
    }

    int size() {
        return byUrgency.values().stream().mapToInt(Map::size).sum();
    }

    /** Those of one urgency, ascending. */
    Collection<PendingRange> all(Urgency urgency) {
        return of(urgency).values();
    }

    boolean isEmpty() {
        return byUrgency.values().stream().allMatch(Map::isEmpty);
    }
}
