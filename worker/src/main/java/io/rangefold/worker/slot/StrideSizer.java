package io.rangefold.worker.slot;

import io.rangefold.protocol.Range;

/** Sizes strides so that each takes about the target time, from what the last ones took. */
final class StrideSizer {
    /** How much larger than the last one a stride may be: costs may grow along the range. */
    private static final int MAX_GROWTH = 8;

    /** The first stride of a lease rests on a guess, or on another part of the range: it is a twentieth of the target. */
    private static final int CAUTION = 20;

    private final long targetNanos;
    private long least;
    private double nanosPerItem;
    private long largestNext;

    /** @param least what a stride has at least, as long as that can be committed */
    StrideSizer(long targetNanos, long nanosPerItemGuess, long least) {
        this.targetNanos = targetNanos;
        this.least = least;
        this.nanosPerItem = Math.max(1, nanosPerItemGuess);
        moved();
    }

    /** The next stride lies elsewhere in the range, where costs may be others. */
    void moved() {
        largestNext = Math.max(1, (long) (targetNanos / nanosPerItem / CAUTION));
    }

    /** The next stride: the beginning of {@code rest}, at least one index. */
    Range next(Range rest) {
        long fitting = (long) (targetNanos / nanosPerItem);
        return rest.first(Math.max(least, Math.min(fitting, largestNext)));
    }

    /** What a stride of {@code items} gave was too large to be committed. */
    void tooLarge(long items) {
        largestNext = Math.max(1, items / 2);
        least = Math.min(least, largestNext);
    }

    /** What a stride of {@code items} took. Slower than thought counts at once, faster by half. */
    void measured(long items, long nanos) {
        double measured = Math.max(1.0, nanos) / items;
        nanosPerItem = measured > nanosPerItem ? measured : (nanosPerItem + measured) / 2;
        largestNext = items > Long.MAX_VALUE / MAX_GROWTH ? Long.MAX_VALUE : items * MAX_GROWTH;
    }
}
