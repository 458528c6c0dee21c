package io.rangefold.job.range.proof;

import io.rangefold.job.Kernel;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.fold.FoldMethod;
import java.math.BigInteger;
import java.util.Optional;

/**
 * The sum of a polynomial by Faulhaber's closed form alone, in a stage of one index; checked by Newton's, which is made of
 * values of the expression as it was written.
 *
 * @param range the integers
 * @param expression a polynomial in i
 * @param polynomial the same, multiplied out
 */
public record ClosedFormSum(RangeArguments range, Expression expression, Polynomial polynomial)
        implements FoldMethod<BigInteger> {
    private static final String METHOD = "finite-differences";
    private static final long NANOS_GUESS = 1_000_000;

    @Override
    public long items() {
        return Math.min(1, range.items());
    }

    @Override
    public Kernel<BigInteger> newKernel() {
        return new WholeRange<>(context -> new PowerSums(polynomial.degree())
                .sum(polynomial, BigInteger.valueOf(range.from()), BigInteger.valueOf(range.to())));
    }

    @Override
    public Optional<Kernel<BigInteger>> newReferenceKernel() {
        return Optional.empty();
    }

    @Override
    public String kernelName() {
        return "closed form of degree " + polynomial.degree() + ", nothing was computed for each i";
    }

    @Override
    public long nanosPerItemGuess() {
        return NANOS_GUESS;
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public Verification check(BigInteger sum) {
        ReferenceEvaluator evaluator = new ReferenceEvaluator(expression.root(), WorkMeter.unlimited());
        BigInteger expected = NewtonSums.sum(
                evaluator::evaluate,
                PolynomialForm.MAX_DEGREE,
                BigInteger.valueOf(range.from()),
                BigInteger.valueOf(range.items()));
        boolean equal = sum.equals(expected);
        return new Verification(
                equal ? Verdict.VERIFIED : Verdict.FAILED,
                METHOD,
                1.0,
                equal
                        ? "Newton's formula gives the same, from " + (PolynomialForm.MAX_DEGREE + 1)
                                + " values of the expression"
                        : "differs from Newton's formula, which gives " + expected);
    }
}
