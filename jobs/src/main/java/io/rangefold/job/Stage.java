package io.rangefold.job;

import java.util.Optional;

/**
 * One fold over the indices {@code [0, items)}. Immutable; safe for use by many threads.
 *
 * @param <P> the type of a partial result
 */
public interface Stage<P> {

    /** How a stage's range is leased out. */
    enum Order {
        /** Every slot gets a share of the whole; what is uneven is balanced by stealing. */
        SHARES,
        /** Lowest indices first, in leases of about a second: for searches that may stop early. */
        LOWEST_FIRST
    }

    /** The number of indices, 0 to 2^63-1. */
    long items();

    default Order order() {
        return Order.SHARES;
    }

    /** How partials are merged and encoded. */
    PartialType<P> partials();

    /** A new production kernel: one for each slot, used by one thread at a time; may hold scratch memory. */
    Kernel<P> newKernel();

    /**
     * A second implementation of the same function that shares as little as possible with {@link #newKernel()}; audits
     * compare the two. Empty where there is none.
     */
    default Optional<Kernel<P>> newReferenceKernel() {
        return Optional.empty();
    }

    /** Which code path the kernel takes, for {@code execution.kernel}, as in {@code "polynomial, differences, 64-bit"}. */
    String kernelName();

    /** An estimate of the time that one index takes, in nanoseconds; sizes the very first stride only. */
    default long nanosPerItemGuess() {
        return 1_000;
    }

    /**
     * How many indices a stride has at least, even if it takes longer than others by it: for kernels that are much faster
     * with so many together. Such a kernel polls.
     */
    default long leastStride() {
        return 1;
    }

    /**
     * An estimate of the time that a kernel takes to begin with a stride that does not continue its last one, in nanoseconds:
     * a slot takes no tail from another for less.
     */
    default long setUpNanos() {
        return 0;
    }
}
