package io.rangefold.simulation;

import io.rangefold.coordinator.store.StoredState.Share;
import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.TreeMap;

/** What one owner has committed of one stage, as it is on a {@link MemoryDisk}. */
final class DiskShare {
    private final TreeMap<Long, Long> highByLow = new TreeMap<>();
    private final List<byte[]> partials = new ArrayList<>();

    void covered(long low, OptionalLong high) {
        if (high.isPresent()) {
            highByLow.put(low, high.getAsLong());
        } else {
            highByLow.remove(low);
        }
    }

    void merged(boolean whole, byte[] partial) {
        if (whole) {
            partials.clear();
        }
        partials.add(partial);
    }

    /** Only what is covered is kept. */
    void forgetPartials() {
        partials.clear();
    }

    List<Range> ranges() {
        List<Range> all = new ArrayList<>(highByLow.size());
        highByLow.forEach((low, high) -> all.add(Range.of(low, high)));
        return all;
    }

    int intervals() {
        return highByLow.size();
    }

    int parts() {
        return partials.size();
    }

    Share stored(String owner) {
        return new Share(owner, ranges(), List.copyOf(partials));
    }

    /** @throws IllegalStateException if what was merged is not exactly what is covered */
    void check(Bag.Type type) {
        Bag merged = partials.stream().map(type::decode).reduce(type.identity(), type::merge);
        List<Range> covered = Ranges.joined(ranges());
        if (!merged.ranges().equals(covered)) {
            throw new IllegalStateException("covers " + covered + ", but has merged " + merged.ranges());
        }
    }
}
