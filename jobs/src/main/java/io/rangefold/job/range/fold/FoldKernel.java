package io.rangefold.job.range.fold;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.expression.Expression;

/**
 * Folds the values of any expression; see {@link ExpressionScan} for what they cost.
 *
 * @param <P> the type of a partial result
 */
public final class FoldKernel<P> implements Kernel<P> {
    public static final long NANOS_PER_ITEM_GUESS = 50;

    private final RangeFold<P> fold;
    private final KernelPath path;
    private final ExpressionScan scan;

    /**
     * @param from the {@code i} of index 0
     * @param items the number of indices, at least 1
     * @param path is told which code runs
     */
    public FoldKernel(RangeFold<P> fold, Expression expression, long from, long items, KernelPath path) {
        this.fold = fold;
        this.path = path;
        this.scan = new ExpressionScan(expression, from, items);
    }

    @Override
    public P compute(long low, long high, KernelContext context) {
        Accumulator<P> values = fold.newAccumulator();
        scan.run(low, high, context, values);
        path.took(scan.describe());
        return values.partial();
    }
}
