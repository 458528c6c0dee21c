package io.rangefold.job.range.proof;

import io.rangefold.job.KernelContext;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.fold.FoldMethod;
import io.rangefold.job.range.fold.ReferenceFoldKernel;
import io.rangefold.job.range.fold.RepeatableFold;
import java.util.Arrays;
import java.util.Optional;

/**
 * Proves a fold over values that repeat: by one period, computed by the plain evaluator, taken as often as it fits, and what is
 * left over.
 *
 * @param range the integers
 * @param expression what has the values
 * @param fold what becomes of them
 * @param period after how many integers they repeat
 * @param <P> the type of a partial result
 */
public record PeriodProof<P>(RangeArguments range, Expression expression, RepeatableFold<P> fold, Period period)
        implements Proof<P> {
    private static final String METHOD = "periodicity";

    /** The proof, if the expression has a short period. */
    public static <P> Optional<PeriodProof<P>> of(RangeArguments range, Expression expression, RepeatableFold<P> fold) {
        return Period.of(expression).map(period -> new PeriodProof<>(range, expression, fold, period));
    }

    @Override
    public Verification check(P merged) {
        boolean equal =
                Arrays.equals(fold.partials().encode(merged), fold.partials().encode(expected()));
        return new Verification(
                equal ? Verdict.VERIFIED : Verdict.FAILED,
                METHOD,
                1.0,
                (equal ? "equals" : "differs from") + " what one period of " + period.length() + " values gives");
    }

    @Override
    public FoldMethod<P> shortcut() {
        return new OnePeriod<>(this);
    }

    private P expected() {
        ReferenceFoldKernel<P> reference = new ReferenceFoldKernel<>(fold, expression, range.from());
        return period.fold(fold, range.items(), reference, KernelContext.detached(Long.MAX_VALUE));
    }
}
