package io.rangefold.job.range.proof;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.PartialType;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.range.fold.RepeatableFold;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A short period of an expression.
 *
 * @param length the number of integers after which its values repeat, at least 1
 */
public record Period(long length) {
    /** The most work that goes into a period, as integers times characters of the expression: about 0.1 s. */
    private static final long MAX_WORK = 2_000_000;

    /** The period of that expression, if it has one that is short. */
    static Optional<Period> of(Expression expression) {
        return Periods.of(expression.root())
                .map(BigInteger::longValueExact)
                .filter(length -> isShort(expression, length))
                .map(Period::new);
    }

    /** Whether so many values are computed in no time. */
    public static boolean isShort(Expression expression, long length) {
        return length <= MAX_WORK / expression.text().length();
    }

    /**
     * The partial of {@code [0, items)}, by computing one period at most.
     *
     * @param kernel computes the values that are needed
     */
    <P> P fold(RepeatableFold<P> fold, long items, Kernel<P> kernel, KernelContext context) {
        long times = items / length;
        long rest = items % length;
        PartialType<P> partials = fold.partials();
        P head = rest == 0 ? partials.identity() : kernel.compute(0, rest, context);
        if (times == 0) {
            return head;
        }
        P period = partials.merge(head, kernel.compute(rest, length, context));
        // What is left over at the end has the values that the first integers have.
        return partials.merge(fold.repeated(period, times), head);
    }
}
