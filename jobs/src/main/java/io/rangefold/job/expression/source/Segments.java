package io.rangefold.job.expression.source;

/**
 * Values at consecutive indices, made a segment at a time, each going on where the one before ended. The last two segments
 * are kept, so that readers some steps apart may share them.
 */
abstract class Segments {
    private long low;
    private long high;
    private int size;
    private boolean begun;
    private boolean continuable;
    private int newest;
    private final long[] starts = new long[2];
    private final int[] lengths = new int[2];

    Segments(long low, long high) {
        this.low = low;
        this.high = high;
    }

    /** Takes all indices from {@code otherLow} to {@code otherHigh} in, both included; before values are asked for. */
    final void include(long otherLow, long otherHigh) {
        if (otherLow < low || otherHigh > high) {
            low = Math.min(low, otherLow);
            high = Math.max(high, otherHigh);
            begun = false;
        }
    }

    /** The least index. */
    final long low() {
        return low;
    }

    /** The greatest index. */
    final long high() {
        return high;
    }

    /** Puts the values at index k and the {@code count - 1} behind it into {@code lanes}, from place {@code to} on. */
    final void copy(long k, int count, long[] lanes, int to) {
        int copied = 0;
        while (copied < count) {
            long at = k + copied;
            int slot = slotOf(at);
            int skipped = (int) (at - starts[slot]);
            int n = Math.min(count - copied, lengths[slot] - skipped);
            emit(slot, skipped, n, lanes, to + copied);
            copied += n;
        }
    }

    private int slotOf(long k) {
        while (true) {
            for (int slot = 0; slot < 2; slot++) {
                if (begun && Long.compareUnsigned(k - starts[slot], lengths[slot]) < 0) {
                    return slot;
                }
            }
            advance(k);
        }
    }

    private void advance(long k) {
        if (!begun) {
            size = begin();
            lengths[0] = 0;
            lengths[1] = 0;
            begun = true;
            continuable = false;
        }
        long next = starts[newest] + lengths[newest];
        boolean continued = continuable && Long.compareUnsigned(k - next, size) < 0;
        // What is thrown by a meter leaves a state that can't be continued.
        continuable = false;
        long start = continued ? next : k;
        if (!continued) {
            restart(start);
        }
        int slot = 1 - newest;
        lengths[slot] = 0;
        long remaining = high - start;
        int length = Long.compareUnsigned(remaining, size) < 0 ? (int) remaining + 1 : size;
        produce(slot, start, length);
        starts[slot] = start;
        lengths[slot] = length;
        newest = slot;
        continuable = true;
    }

    /** Prepares for all indices from {@link #low()} to {@link #high()}, and says how many a segment has. */
    abstract int begin();

    /** Prepares for a segment from {@code start} on. */
    abstract void restart(long start);

    /** Makes a segment; it begins where the one before ended, or where {@link #restart} said. */
    abstract void produce(int slot, long start, int length);

    /** Copies {@code n} values of a segment from place {@code skipped} on. */
    abstract void emit(int slot, int skipped, int n, long[] lanes, int at);
}
