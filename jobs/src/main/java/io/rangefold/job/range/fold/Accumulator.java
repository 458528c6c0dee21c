package io.rangefold.job.range.fold;

import java.math.BigInteger;
import java.util.Optional;

/**
 * Takes the values of a stride, ascending by index, and makes its partial. Used once, by one thread.
 *
 * @param <P> the type of a partial result
 */
public interface Accumulator<P> {

    /** Takes {@code values[k]} as the value at {@code index + k}, for {@code 0 <= k < count}; does not keep the array. */
    void add(long index, long[] values, int count);

    /**
     * Takes the values of {@code count} indices from {@code index} on by compiled code, at once where the fold has a way to,
     * or those of fewer: until a value is missing or this is sated.
     *
     * @return how many were taken, from the first on
     */
    default long addCompiled(long index, long count, CompiledValues compiled) {
        long done = 0;
        while (done < count && !isSated()) {
            int some = (int) Math.min(count - done, CompiledValues.MAX_BATCH);
            Optional<long[]> values = compiled.batch(index + done, some);
            if (values.isEmpty()) {
                break;
            }
            add(index + done, values.get(), some);
            done += some;
        }
        return done;
    }

    /** Takes a value of any size. */
    void add(long index, BigInteger value);

    /** Whether no further value of the stride can change the partial. */
    default boolean isSated() {
        return false;
    }

    /** The partial of what was taken. */
    P partial();
}
