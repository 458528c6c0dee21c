package io.rangefold.worker.slot;

import io.rangefold.protocol.SlotReport.Failure;

/**
 * How computing a stride ended.
 *
 * @param <P> the type of a partial result
 */
sealed interface Outcome<P> {

    /** It is done. */
    record Done<P>(P partial, byte[] output) implements Outcome<P> {}

    /** It failed. */
    record Failed<P>(Failure failure, long index, String message) implements Outcome<P> {}

    /** It is done, but does not fit into the commit that grows. */
    record TooLarge<P>() implements Outcome<P> {}

    /** It is no longer wanted. */
    record Stopped<P>() implements Outcome<P> {}
}
