package io.rangefold.job.range;

import java.math.BigInteger;

/**
 * Takes the values of a stride, ascending by index, and makes its partial. Used once, by one thread.
 *
 * @param <P> the type of a partial result
 */
public interface Accumulator<P> {

    /** Takes {@code values[k]} as the value at {@code index + k}, for {@code 0 <= k < count}; does not keep the array. */
    void add(long index, long[] values, int count);

    /** Takes a value of any size. */
    void add(long index, BigInteger value);

    /** Whether no further value of the stride can change the partial. */
    default boolean isSated() {
        return false;
    }

    /** The partial of what was taken. */
    P partial();
}
