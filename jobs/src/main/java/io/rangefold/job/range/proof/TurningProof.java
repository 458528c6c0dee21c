package io.rangefold.job.range.proof;

import io.rangefold.job.PartialType;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.fold.FoldMethod;
import io.rangefold.job.range.fold.TurningFold;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Proves a fold over the values of a polynomial by those at its {@link TurningPoints}, computed by the plain evaluator.
 *
 * @param range the integers
 * @param expression a polynomial in i
 * @param polynomial the same, multiplied out
 * @param fold what becomes of the values
 * @param <P> the type of a partial result
 */
record TurningProof<P>(RangeArguments range, Expression expression, Polynomial polynomial, TurningFold<P> fold)
        implements Proof<P> {
    private static final String METHOD = "turning-points";

    /** The proof, if the expression is a polynomial. */
    static <P> Optional<TurningProof<P>> of(RangeArguments range, Expression expression, TurningFold<P> fold) {
        return PolynomialForm.of(expression.root())
                .map(form -> new TurningProof<>(range, expression, form.polynomial(), fold));
    }

    @Override
    public Verification check(P merged) {
        PartialType<P> partials = fold.partials();
        boolean equal = Arrays.equals(partials.encode(merged), partials.encode(expected()));
        return new Verification(
                equal ? Verdict.VERIFIED : Verdict.FAILED,
                METHOD,
                1.0,
                (equal ? "equals" : "differs from") + " what the polynomial's values give where it turns");
    }

    @Override
    public FoldMethod<P> shortcut() {
        return new TurningPointsOnly<>(this);
    }

    /** The partial of the range. */
    P expected() {
        PartialType<P> partials = fold.partials();
        ReferenceEvaluator evaluator = new ReferenceEvaluator(expression.root(), WorkMeter.unlimited());
        P merged = partials.identity();
        Polynomial byIndex = polynomial.shiftedTo(BigInteger.valueOf(range.from()));
        for (long index : TurningPoints.of(byIndex, range.items())) {
            BigInteger value = evaluator.evaluate(BigInteger.valueOf(range.from() + index));
            merged = partials.merge(merged, fold.single(index, value));
        }
        return merged;
    }
}
