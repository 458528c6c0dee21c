package io.rangefold.job.range.fold;

/**
 * A fold that knows what comes of values that repeat.
 *
 * @param <P> the type of a partial result
 */
public interface RepeatableFold<P> extends RangeFold<P> {

    /**
     * The partial of a range from index 0 on, whose values are those of {@code period}, again and again.
     *
     * @param period the partial of the first period
     * @param times how many periods there are, at least 1
     */
    P repeated(P period, long times);
}
