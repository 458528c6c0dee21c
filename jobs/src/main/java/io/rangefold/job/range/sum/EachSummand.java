package io.rangefold.job.range.sum;

import io.rangefold.job.Kernel;
import io.rangefold.job.Verification;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.fold.FoldMethod;
import io.rangefold.job.range.fold.ReferenceFoldKernel;
import io.rangefold.job.range.proof.PeriodProof;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Computes the value at each integer and adds them, by the best kernel for the expression's form.
 *
 * @param range the integers; index k is the k-th
 * @param expression what has the values
 * @param form what it is
 * @param period a proof where the form has none
 */
record EachSummand(RangeArguments range, Expression expression, SumForm form, Optional<PeriodProof<BigInteger>> period)
        implements FoldMethod<BigInteger> {

    static EachSummand of(RangeArguments range, Expression expression) {
        return new EachSummand(
                range, expression, SumForm.of(expression), PeriodProof.of(range, expression, new SumFold()));
    }

    @Override
    public long items() {
        return range.items();
    }

    @Override
    public Kernel<BigInteger> newKernel() {
        return form.newKernel(range.from(), Math.max(1, range.items()));
    }

    @Override
    public Optional<Kernel<BigInteger>> newReferenceKernel() {
        return Optional.of(new ReferenceFoldKernel<>(new SumFold(), expression, range.from()));
    }

    @Override
    public String kernelName() {
        return form.kernelName();
    }

    @Override
    public long nanosPerItemGuess() {
        return form.nanosPerItemGuess();
    }

    @Override
    public boolean proves() {
        return form.proves() || period.isPresent();
    }

    @Override
    public Verification check(BigInteger sum) {
        return form.proves()
                ? form.check(sum, range.from(), range.to())
                : period.orElseThrow().check(sum);
    }
}
