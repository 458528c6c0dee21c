package io.rangefold.job.range.fold;

import io.rangefold.job.DeterministicException;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.PartialType;
import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import java.math.BigInteger;

/**
 * Folds any expression by the plain evaluator and by nothing but the definition of the fold: single values, merged half by
 * half. What audits compare the production kernel with.
 *
 * @param <P> the type of a partial result
 */
public final class ReferenceFoldKernel<P> implements Kernel<P> {
    private final RangeFold<P> fold;
    private final PartialType<P> partials;
    private final long from;
    private final Pacer pacer = new Pacer();
    private final ReferenceEvaluator evaluator;

    /** @param from the {@code i} of index 0 */
    public ReferenceFoldKernel(RangeFold<P> fold, Expression expression, long from) {
        this.fold = fold;
        this.partials = fold.partials();
        this.from = from;
        this.evaluator = new ReferenceEvaluator(expression.root(), pacer);
    }

    @Override
    public P compute(long low, long high, KernelContext context) {
        pacer.begin(low, high, context);
        return merged(low, high);
    }

    /** Of {@code [low, high)}, which begins before the end of the stride. */
    private P merged(long low, long high) {
        if (high - low == 1) {
            return single(low);
        }
        long middle = low + (high - low) / 2;
        P left = merged(low, middle);
        boolean decided = middle >= pacer.end() || partials.cutoff(left) <= middle;
        return decided ? left : partials.merge(left, merged(middle, high));
    }

    private P single(long index) {
        pacer.at(index);
        long i = from + index;
        try {
            return fold.single(index, evaluator.evaluate(BigInteger.valueOf(i)));
        } catch (EvaluationException e) {
            throw new DeterministicException(index, e.getMessage() + " at i = " + i);
        }
    }
}
