package io.rangefold.job.range.extreme;

import io.rangefold.job.range.fold.CompiledValues;
import java.math.BigInteger;
import java.util.Optional;

/** Which extreme is wanted. */
enum Side {
    LEAST("least", -1),
    GREATEST("greatest", 1);

    private final String word;
    private final int sign;

    Side(String word, int sign) {
        this.word = word;
        this.sign = sign;
    }

    /** For messages. */
    String word() {
        return word;
    }

    /** Whether {@code a} lies further on this side than {@code b}. */
    boolean isBeyond(BigInteger a, BigInteger b) {
        return a.compareTo(b) * sign > 0;
    }

    /** The extreme of the values of {@code n} indices from {@code index} on; nothing where compiled code has none. */
    Optional<Long> of(CompiledValues values, long index, long n) {
        return this == LEAST ? values.least(index, n) : values.greatest(index, n);
    }

    /** The extreme of the first {@code n} values, {@code n >= 1}. */
    long of(long[] values, int n) {
        return this == LEAST ? least(values, n) : greatest(values, n);
    }

    private static long least(long[] values, int n) {
        long least = values[0];
        for (int k = 1; k < n; k++) {
            least = Math.min(least, values[k]);
        }
        return least;
    }

    private static long greatest(long[] values, int n) {
        long greatest = values[0];
        for (int k = 1; k < n; k++) {
            greatest = Math.max(greatest, values[k]);
        }
        return greatest;
    }
}
