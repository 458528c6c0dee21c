package io.rangefold.job.range.histogram;

import java.util.Arrays;

/**
 * Counts 64-bit values, in an open hash table with linear probing (Knuth, TAOCP 3, 6.4, algorithm L) that is at most half
 * full. A few nanoseconds a value; 32 bytes for each distinct one, at most 64 just after growing.
 */
final class ValueTable {
    /** Odd, near 2^64 over the golden ratio: multiplicative hashing (Knuth, ibid.). */
    private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

    private static final int FIRST_BITS = 6;

    private long[] keys = new long[1 << FIRST_BITS];
    private long[] counts = new long[1 << FIRST_BITS];
    private int shift = Long.SIZE - FIRST_BITS;
    private int size;

    /** The number of distinct values. */
    int size() {
        return size;
    }

    /** Counts a value once more. */
    void add(long value) {
        int at = find(value);
        if (counts[at]++ == 0) {
            keys[at] = value;
            if (++size > keys.length / 2) {
                grow();
            }
        }
    }

    /** Where the value is, or the free place where it belongs. */
    private int find(long value) {
        int at = (int) ((value * MULTIPLIER) >>> shift);
        while (counts[at] != 0 && keys[at] != value) {
            at = (at + 1) & (keys.length - 1);
        }
        return at;
    }

    private void grow() {
        long[] oldKeys = keys;
        long[] oldCounts = counts;
        keys = new long[2 * oldKeys.length];
        counts = new long[keys.length];
        shift--;
        for (int old = 0; old < oldKeys.length; old++) {
            if (oldCounts[old] != 0) {
                int at = find(oldKeys[old]);
                keys[at] = oldKeys[old];
                counts[at] = oldCounts[old];
            }
        }
    }

    /** The values, ascending. */
    long[] values() {
        long[] values = new long[size];
        int next = 0;
        for (int at = 0; at < keys.length; at++) {
            if (counts[at] != 0) {
                values[next++] = keys[at];
            }
        }
        Arrays.sort(values);
        return values;
    }

    /** How often a value was added. */
    long count(long value) {
        return counts[find(value)];
    }
}
