package io.rangefold.job.factor;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What curves found: for each target, the lowest index that split it, and its parts. Since the lowest counts, the outcome does
 * not depend on who computed what, nor on what was computed beyond the cutoff.
 *
 * @param byTarget not to be changed
 */
record CurveSplits(SortedMap<Integer, Split> byTarget) {
    static final CurveSplits NONE = new CurveSplits(new TreeMap<>());

    /**
     * A success.
     *
     * @param index of the curve within the stage
     * @param parts the factors of the target, at least two; not to be changed
     */
    record Split(long index, Factors parts) {}

    static CurveSplits of(int target, Split split) {
        TreeMap<Integer, Split> one = new TreeMap<>();
        one.put(target, split);
        return new CurveSplits(one);
    }

    CurveSplits plus(CurveSplits other) {
        TreeMap<Integer, Split> all = new TreeMap<>(byTarget);
        other.byTarget.forEach((target, split) -> all.merge(target, split, (a, b) -> a.index() <= b.index() ? a : b));
        return new CurveSplits(all);
    }

    /** The parts of a target that was split. */
    Optional<Factors> of(int target) {
        return Optional.ofNullable(byTarget.get(target)).map(Split::parts);
    }

    /** The index behind the last one that counts, once all of {@code targets} are split; {@code Long.MAX_VALUE} before. */
    long cutoff(int targets) {
        return byTarget.size() < targets
                ? Long.MAX_VALUE
                : 1 + byTarget.values().stream().mapToLong(Split::index).max().orElseThrow();
    }
}
