package io.rangefold.cli.bench;

import io.rangefold.cli.output.Figures;
import java.util.Comparator;

/**
 * How many slots compute.
 *
 * @param workers processes with so many slots each; 0 where the slots are not in worker processes of the benchmark's own
 * @param slots of each worker, at least 1
 */
public record Size(int workers, int slots) implements Comparable<Size> {
    private static final Comparator<Size> ORDER =
            Comparator.comparingInt(Size::total).thenComparingInt(Size::workers);

    /** All slots. */
    public int total() {
        return Math.max(1, workers) * slots;
    }

    /** As in {@code 4 slots}, {@code 2 workers x 1 slot}. */
    public String title() {
        String each = Figures.count(slots, "slot");
        return workers == 0 ? each : Figures.count(workers, "worker") + " x " + each;
    }

    @Override
    public int compareTo(Size other) {
        return ORDER.compare(this, other);
    }
}
