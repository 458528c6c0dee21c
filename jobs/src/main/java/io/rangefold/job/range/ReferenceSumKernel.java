package io.rangefold.job.range;

import io.rangefold.job.DeterministicException;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import java.math.BigInteger;

/** Sums any expression by the plain evaluator; what audits compare the production kernels with. */
final class ReferenceSumKernel implements Kernel<BigInteger> {
    private final long from;
    private final Pacer pacer = new Pacer();
    private final ReferenceEvaluator evaluator;

    /** @param from the {@code i} of index 0 */
    ReferenceSumKernel(Expression expression, long from) {
        this.from = from;
        this.evaluator = new ReferenceEvaluator(expression.root(), pacer);
    }

    @Override
    public BigInteger compute(long low, long high, KernelContext context) {
        pacer.begin(low, high, context);
        BigInteger sum = BigInteger.ZERO;
        for (long index = low; index < pacer.end(); index++) {
            pacer.at(index);
            long i = from + index;
            try {
                sum = sum.add(evaluator.evaluate(BigInteger.valueOf(i)));
            } catch (EvaluationException e) {
                throw new DeterministicException(index, e.getMessage() + " at i = " + i);
            }
        }
        return sum;
    }
}
