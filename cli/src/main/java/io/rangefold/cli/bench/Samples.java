package io.rangefold.cli.bench;

import java.util.List;

/** Some values of one thing, at least one. */
record Samples(List<Double> values) {
    /** Copies. */
    Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values");
        }
    }

    double median() {
        return quantile(0.5);
    }

    double least() {
        return quantile(0);
    }

    double most() {
        return quantile(1);
    }

    /** Between neighbours in proportion; {@code share} 0 to 1. */
    double quantile(double share) {
        List<Double> sorted = values.stream().sorted().toList();
        double at = share * (sorted.size() - 1);
        int below = (int) Math.floor(at);
        int above = (int) Math.ceil(at);
        return sorted.get(below) + (at - below) * (sorted.get(above) - sorted.get(below));
    }

    /** How far the values lie apart, as a share of the median; 0 for a single one. */
    double spread() {
        return median() == 0 ? 0 : (most() - least()) / median();
    }
}
