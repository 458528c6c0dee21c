package io.rangefold.coordinator.monitor;

import io.rangefold.coordinator.service.Timeline.SpeedQuantile;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast commits were, in buckets of which each is a sixteenth of an octave wide or more: a quantile is off by 3 % at most,
 * the least and the greatest are exact. 10 KB.
 */
final class SpeedHistogram {
    private static final double[] QUANTILES = {0, 0.05, 0.25, 0.5, 0.75, 0.95, 1};
    private static final int MANTISSA_BITS = 52;
    private static final int SUB_BITS = 4;
    private static final int LEAST_EXPONENT = -16;
    private static final int OCTAVES = 80;
    private static final long FIRST = (long) (Double.MAX_EXPONENT + LEAST_EXPONENT) << SUB_BITS;

    private final int[] counts = new int[OCTAVES << SUB_BITS];
    private long total;
    private double least = Double.POSITIVE_INFINITY;
    private double greatest;

    /** @param perSecond positive and finite; anything else is ignored */
    void add(double perSecond) {
        if (!(perSecond > 0) || Double.isInfinite(perSecond)) {
            return;
        }
        total++;
        least = Math.min(least, perSecond);
        greatest = Math.max(greatest, perSecond);
        int bucket = bucket(perSecond);
        if (counts[bucket] < Integer.MAX_VALUE) {
            counts[bucket]++;
        }
    }

    /** The exponent and the first bits of the mantissa: monotonic, and needs no logarithm. */
    private static int bucket(double value) {
        long bits = Double.doubleToRawLongBits(value) >>> MANTISSA_BITS - SUB_BITS;
        return (int) Math.min(Math.max(bits - FIRST, 0), (OCTAVES << SUB_BITS) - 1);
    }

    private static double middle(int bucket) {
        long bits = bucket + FIRST;
        double low = Double.longBitsToDouble(bits << MANTISSA_BITS - SUB_BITS);
        double high = Double.longBitsToDouble(bits + 1 << MANTISSA_BITS - SUB_BITS);
        return (low + high) / 2;
    }

    /** Empty before the first commit. */
    List<SpeedQuantile> quantiles() {
        List<SpeedQuantile> all = new ArrayList<>();
        if (total > 0) {
            for (double quantile : QUANTILES) {
                all.add(new SpeedQuantile(quantile, at(quantile)));
            }
        }
        return all;
    }

    private double at(double quantile) {
        if (quantile == 0) {
            return least;
        }
        long wanted = Math.max(1, (long) Math.ceil(quantile * total));
        long seen = 0;
        for (int bucket = 0; bucket < counts.length && quantile < 1; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return Math.min(greatest, Math.max(least, middle(bucket)));
            }
        }
        return greatest;
    }
}
