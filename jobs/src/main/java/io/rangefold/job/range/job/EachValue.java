package io.rangefold.job.range.job;

import io.rangefold.job.Kernel;
import io.rangefold.job.Verification;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.fold.FoldKernel;
import io.rangefold.job.range.fold.FoldMethod;
import io.rangefold.job.range.fold.KernelPath;
import io.rangefold.job.range.fold.RangeFold;
import io.rangefold.job.range.fold.ReferenceFoldKernel;
import io.rangefold.job.range.proof.Proof;
import java.util.Optional;

/**
 * Computes the value at each integer.
 *
 * @param range the integers; index k is the k-th
 * @param expression what has the values
 * @param fold what becomes of them
 * @param proof how the answer is proven, if it can be
 * @param path which code runs
 * @param <P> the type of a partial result
 */
record EachValue<P>(
        RangeArguments range, Expression expression, RangeFold<P> fold, Optional<Proof<P>> proof, KernelPath path)
        implements FoldMethod<P> {

    static <P> EachValue<P> of(RangeArguments range, Expression expression, RangeFold<P> fold) {
        return new EachValue<>(range, expression, fold, Proof.of(range, expression, fold), new KernelPath("compiled"));
    }

    @Override
    public long items() {
        return range.items();
    }

    @Override
    public Kernel<P> newKernel() {
        return new FoldKernel<>(fold, expression, range.from(), Math.max(1, range.items()), path);
    }

    @Override
    public Optional<Kernel<P>> newReferenceKernel() {
        return Optional.of(new ReferenceFoldKernel<>(fold, expression, range.from()));
    }

    @Override
    public String kernelName() {
        return path.name();
    }

    @Override
    public long nanosPerItemGuess() {
        return FoldKernel.NANOS_PER_ITEM_GUESS;
    }

    @Override
    public boolean proves() {
        return proof.isPresent();
    }

    @Override
    public Verification check(P merged) {
        return proof.orElseThrow().check(merged);
    }
}
