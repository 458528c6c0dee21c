package io.rangefold.coordinator.ledger;

import io.rangefold.coordinator.store.Change;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Remembers shares as a store would. */
final class ShareReader {
    private final Map<String, TreeMap<Long, Long>> ranges = new TreeMap<>();
    private final Map<String, List<byte[]>> partials = new TreeMap<>();

    void apply(Change change) {
        if (change instanceof Change.Disowned c) {
            ranges.remove(c.owner());
            partials.remove(c.owner());
        } else if (change instanceof Change.Covered c) {
            TreeMap<Long, Long> of = ranges.computeIfAbsent(c.owner(), owner -> new TreeMap<>());
            c.high().ifPresentOrElse(high -> of.put(c.low(), high), () -> of.remove(c.low()));
        } else if (change instanceof Change.Merged c) {
            List<byte[]> of = partials.computeIfAbsent(c.owner(), owner -> new ArrayList<>());
            if (c.whole()) {
                of.clear();
            }
            of.add(c.partial());
        }
    }

    private List<Range> ranges(String owner) {
        List<Range> all = new ArrayList<>();
        ranges.getOrDefault(owner, new TreeMap<>()).forEach((low, high) -> all.add(Range.of(low, high)));
        return all;
    }

    /** Of all owners together, coalesced. */
    List<Range> ranges() {
        IntervalSet all = new IntervalSet();
        ranges.keySet().forEach(owner -> ranges(owner).forEach(all::add));
        return all.ranges();
    }

    void restore(Shares<?> shares) {
        Set<String> owners = new HashSet<>(ranges.keySet());
        owners.addAll(partials.keySet());
        owners.forEach(owner -> shares.restore(owner, ranges(owner), partials.getOrDefault(owner, List.of())));
    }
}
