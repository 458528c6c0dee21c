package io.rangefold.job.range.proof;

import io.rangefold.job.Verification;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.fold.FoldMethod;
import io.rangefold.job.range.fold.RangeFold;
import io.rangefold.job.range.fold.RepeatableFold;
import io.rangefold.job.range.fold.TurningFold;
import java.util.Optional;

/**
 * An independent way to the partial of a whole range, which shares nothing with the production kernels.
 *
 * @param <P> the type of a partial result
 */
public sealed interface Proof<P> permits PeriodProof, TurningProof {

    /** VERIFIED or FAILED. */
    Verification check(P merged);

    /** The way to the answer that computes no more than this proof does. */
    FoldMethod<P> shortcut();

    /** The proof that fits the expression and the fold, if there is one. */
    static <P> Optional<Proof<P>> of(RangeArguments range, Expression expression, RangeFold<P> fold) {
        if (fold instanceof TurningFold<P> turningFold) {
            Optional<TurningProof<P>> turning = TurningProof.of(range, expression, turningFold);
            if (turning.isPresent()) {
                return Optional.of(turning.get());
            }
        }
        return fold instanceof RepeatableFold<P> repeatable
                ? PeriodProof.of(range, expression, repeatable).map(proof -> proof)
                : Optional.empty();
    }
}
