package io.rangefold.job;

/**
 * Computes the fold of one stride. Used by one thread at a time.
 *
 * @param <P> the type of a partial result
 */
@FunctionalInterface
public interface Kernel<P> {

    /**
     * The partial of the indices {@code [low, high)}, never empty. Output that belongs to them goes to
     * {@link KernelContext#output()} in index order.
     *
     * <p>A stride is sized to take 10 to 50 ms. Where a single index may take longer than 10 ms, the kernel calls
     * {@link KernelContext#poll} at least that often.
     *
     * @throws DeterministicException if an index fails the same way wherever it is computed
     * @throws KernelStoppedException passed on from {@code poll}
     */
    P compute(long low, long high, KernelContext context);
}
