package io.rangefold.benchmark.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Repeated measurements of one thing, at least one. */
public final class Samples {
    private final double[] sorted;

    public Samples(Collection<Double> values) {
        this.sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no samples");
        }
    }

    /** The ratios of what was measured in the same turns, turn after turn. */
    public static List<Double> quotients(List<Double> over, List<Double> under) {
        return IntStream.range(0, over.size())
                .mapToObj(turn -> over.get(turn) / under.get(turn))
                .toList();
    }

    /** The {@link #quotients} as samples. */
    public static Samples ratios(List<Double> over, List<Double> under) {
        return new Samples(quotients(over, under));
    }

    /** The middle one; the mean of the two middle ones of an even number. */
    public double median() {
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    public double min() {
        return sorted[0];
    }

    public double max() {
        return sorted[sorted.length - 1];
    }

    /** The median, then the smallest and the largest, each in the given {@link java.util.Formatter} format. */
    public String show(String format) {
        return show(format, median()) + " (" + show(format, min()) + " – " + show(format, max()) + ")";
    }

    /** One number in a format. */
    public static String show(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
