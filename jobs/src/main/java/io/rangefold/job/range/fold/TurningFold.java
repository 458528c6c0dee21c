package io.rangefold.job.range.fold;

/**
 * A fold that needs to see the ends alone of a stretch over which values rise, fall or stay the same; seeing them again, or
 * others within, changes nothing.
 *
 * @param <P> the type of a partial result
 */
public interface TurningFold<P> extends RepeatableFold<P> {

    /** An index whose own partial is {@code partial}, the partial of at least one index. */
    long witness(P partial);
}
