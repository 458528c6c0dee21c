package io.rangefold.simulation;

import io.rangefold.protocol.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Lists of ranges. */
final class Ranges {
    private Ranges() {}

    /**
     * The same indices, ascending, with neighbours joined.
     *
     * @throws IllegalStateException if two of them overlap
     */
    static List<Range> joined(Collection<Range> ranges) {
        List<Range> joined = new ArrayList<>(ranges.size());
        ranges.stream().filter(r -> !r.isEmpty()).sorted().forEach(next -> {
            Range last = joined.isEmpty() ? Range.of(0, 0) : joined.get(joined.size() - 1);
            if (last.high() > next.low()) {
                throw new IllegalStateException("overlap: " + last + ", " + next);
            }
            if (!joined.isEmpty() && last.high() == next.low()) {
                joined.set(joined.size() - 1, Range.of(last.low(), next.high()));
            } else {
                joined.add(next);
            }
        });
        return joined;
    }

    /** How many indices there are in disjoint ranges. */
    static long size(Collection<Range> disjoint) {
        return disjoint.stream().mapToLong(Range::size).sum();
    }

    /** What of {@code range} is in none of {@code others}, which ascend. */
    static List<Range> without(Range range, List<Range> others) {
        List<Range> left = new ArrayList<>();
        Range rest = range;
        for (Range other : others) {
            if (other.overlaps(rest)) {
                left.add(rest.before(other.low()));
                rest = rest.from(other.high());
            }
        }
        left.add(rest);
        return left;
    }

    /** Whether each index of {@code range} is in one of the ranges, of which no two are neighbours. */
    static boolean cover(List<Range> joined, Range range) {
        return range.isEmpty() || joined.stream().anyMatch(r -> r.contains(range));
    }
}
