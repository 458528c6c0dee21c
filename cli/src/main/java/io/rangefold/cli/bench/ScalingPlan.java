package io.rangefold.cli.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * What is measured, and in what order.
 *
 * @param sizes ascending, at least one
 * @param repetitions 1 to {@value #MAX_REPETITIONS}
 * @param warmUps rounds before them that do not count, 0 to {@value #MAX_WARM_UPS}
 * @param seed of the order within each round
 */
public record ScalingPlan(List<Size> sizes, int repetitions, int warmUps, int seed) {
    public static final int MAX_SIZES = 32;
    public static final int MAX_REPETITIONS = 100;
    public static final int MAX_WARM_UPS = 10;

    /** The place of the base line in an {@link #order}. */
    public static final int BASE_LINE = -1;

    /** Copies. */
    public ScalingPlan {
        sizes = List.copyOf(sizes);
        if (sizes.isEmpty()) {
            throw new IllegalArgumentException("nothing to measure");
        }
    }

    /** 1, 2, 4 and so on below {@code most}, and {@code most} itself. */
    public static List<Integer> doublings(int most) {
        TreeSet<Integer> counts = new TreeSet<>();
        for (int count = 1; count < most; count *= 2) {
            counts.add(count);
        }
        counts.add(most);
        return List.copyOf(counts);
    }

    /** Every number of workers with every number of slots, ascending. */
    public static List<Size> crossed(List<Integer> workers, List<Integer> slots) {
        TreeSet<Size> sizes = new TreeSet<>();
        for (int each : workers) {
            for (int slot : slots) {
                sizes.add(new Size(each, slot));
            }
        }
        return List.copyOf(sizes);
    }

    /**
     * Who comes after whom in a round: indices into {@link #sizes}, and {@link #BASE_LINE}. Every round has another order, so
     * that nobody always runs after the same one.
     */
    public List<Integer> order(int round) {
        List<Integer> order = new ArrayList<>();
        for (int i = BASE_LINE; i < sizes.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed * 1_000_003L + round));
        return order;
    }
}
