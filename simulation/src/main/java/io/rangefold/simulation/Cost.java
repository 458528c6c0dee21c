package io.rangefold.simulation;

import io.rangefold.protocol.Range;

/**
 * What the indices of a job cost on a machine of speed 1.
 *
 * @param shape how costs differ along the range
 * @param nanosPerItem the mean
 * @param items number of indices
 */
record Cost(Shape shape, double nanosPerItem, long items) {
    private static final int BLOCKS = 5_000;
    private static final double SPIKE = 40;
    private static final long ONE_SPIKE_IN = 100;
    private static final double BETWEEN_SPIKES = 1 / ((ONE_SPIKE_IN - 1 + SPIKE) / ONE_SPIKE_IN);

    /** How costs differ along the range. */
    enum Shape {
        /** Not at all. */
        EQUAL,
        /** From nothing to twice the mean. */
        GROWING,
        /** One in a hundred of 5000 blocks costs forty times as much as the others. */
        SPIKES
    }

    /** Nanoseconds, at least 1 for what is not empty. */
    long nanosOf(Range range) {
        if (range.isEmpty()) {
            return 0;
        }
        double mean = switch (shape) {
            case EQUAL -> 1;
            case GROWING -> ((double) range.low() + range.high()) / items;
            case SPIKES -> spikes(range) / range.size();
        };
        return Math.max(1, (long) (mean * nanosPerItem * range.size()));
    }

    private double spikes(Range range) {
        long block = Math.max(1, items / BLOCKS);
        double sum = 0;
        long low = range.low();
        while (low < range.high()) {
            Range rest = range.from(low);
            long high = rest.advance(block - low % block);
            sum += (high - low) * (isSpike(low / block) ? SPIKE * BETWEEN_SPIKES : BETWEEN_SPIKES);
            low = high;
        }
        return sum;
    }

    private static boolean isSpike(long block) {
        long mixed = (block + 1) * 0x9E3779B97F4A7C15L;
        mixed ^= mixed >>> 29;
        mixed *= 0xBF58476D1CE4E5B9L;
        return Long.remainderUnsigned(mixed ^ mixed >>> 32, ONE_SPIKE_IN) == 0;
    }
}
