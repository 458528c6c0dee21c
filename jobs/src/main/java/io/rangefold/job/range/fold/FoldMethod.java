package io.rangefold.job.range.fold;

import io.rangefold.job.Kernel;
import io.rangefold.job.Verification;
import java.util.Optional;

/**
 * A way to compute a fold over a range, and to check it. Immutable.
 *
 * @param <P> the type of a partial result
 */
public interface FoldMethod<P> {

    /** The number of indices of its stage. */
    long items();

    Kernel<P> newKernel();

    /** The slow version that audits compare with; empty where there is none. */
    Optional<Kernel<P>> newReferenceKernel();

    /** Which way its kernel takes. */
    String kernelName();

    long nanosPerItemGuess();

    /** Whether {@link #check} can tell. */
    boolean proves();

    /** Compares what was merged with an independent computation. */
    Verification check(P merged);
}
