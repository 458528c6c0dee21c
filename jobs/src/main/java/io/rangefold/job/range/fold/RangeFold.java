package io.rangefold.job.range.fold;

import io.rangefold.job.JobResult;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import java.math.BigInteger;
import java.util.Map;

/**
 * How the values of an expression over a range become an answer. Index k means {@code i = from + k}. Immutable.
 *
 * @param <P> the type of a partial result
 */
public interface RangeFold<P> {

    PartialType<P> partials();

    /** The partial of one index: with {@link PartialType#merge} alone it defines the fold, and is what audits use. */
    P single(long index, BigInteger value);

    /** A fast way to the partial of many indices. */
    Accumulator<P> newAccumulator();

    /** How the range is leased out. */
    default Stage.Order order() {
        return Stage.Order.SHARES;
    }

    /** What the user said of this fold, beside range and expression, as documents show it. */
    default Map<String, String> arguments() {
        return Map.of();
    }

    /**
     * The answer.
     *
     * @param from the {@code i} of index 0
     * @throws io.rangefold.job.BadInputException if the values turned out to allow none
     */
    JobResult result(P merged, long from);
}
