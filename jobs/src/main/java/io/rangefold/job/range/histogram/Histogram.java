package io.rangefold.job.range.histogram;

import java.math.BigInteger;

/**
 * How often each value occurs. Never changed after it was made.
 *
 * @param values ascending, each once
 * @param counts one for each value, at least 1
 * @param isTooLarge whether there would be more values than a histogram may have; then there are none at all
 */
record Histogram(BigInteger[] values, long[] counts, boolean isTooLarge) {
    /** The most distinct values. */
    static final int MAX_VALUES = 10_000;

    /** The most bytes that the values take together, as two's complements. */
    static final int MAX_VALUE_BYTES = 1 << 20;

    /** Of no values. */
    static final Histogram EMPTY = new Histogram(new BigInteger[0], new long[0], false);

    /** Of too many or too long values. */
    static final Histogram TOO_LARGE = new Histogram(new BigInteger[0], new long[0], true);

    int size() {
        return values.length;
    }

    /** How many bytes a value counts for. */
    static int bytes(BigInteger value) {
        return value.bitLength() / 8 + 1;
    }

    /** {@link #TOO_LARGE} if this has too many or too long values. */
    Histogram bounded() {
        long bytes = 0;
        for (BigInteger value : values) {
            bytes += bytes(value);
        }
        return values.length > MAX_VALUES || bytes > MAX_VALUE_BYTES ? TOO_LARGE : this;
    }
}
