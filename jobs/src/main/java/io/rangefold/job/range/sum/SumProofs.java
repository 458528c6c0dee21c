package io.rangefold.job.range.sum;

import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.proof.Period;
import io.rangefold.job.range.proof.PeriodProof;
import io.rangefold.job.range.proof.Polynomial;
import io.rangefold.job.range.proof.PolynomialForm;
import io.rangefold.job.range.proof.PowerSums;
import java.math.BigInteger;

/** Independent computations of sums. They share no code with the kernels. */
final class SumProofs {
    private SumProofs() {}

    /**
     * Compares with the closed form of a polynomial sum. That the polynomial is the expression, multiplied out, is checked
     * too: both have a degree of at most {@link PolynomialForm#MAX_DEGREE}, and agree at more integers than that.
     */
    static Verification closedForm(Expression expression, Polynomial polynomial, BigInteger sum, long from, long to) {
        ReferenceEvaluator evaluator = new ReferenceEvaluator(expression.root(), WorkMeter.unlimited());
        for (int x = 0; x <= PolynomialForm.MAX_DEGREE; x++) {
            BigInteger at = BigInteger.valueOf(x);
            if (!evaluator.evaluate(at).equals(polynomial.at(at))) {
                return failed("closed-form", "the polynomial differs from the expression at i = " + x);
            }
        }
        BigInteger expected =
                new PowerSums(polynomial.degree()).sum(polynomial, BigInteger.valueOf(from), BigInteger.valueOf(to));
        return compared("closed-form", "Faulhaber's closed form for degree " + polynomial.degree(), sum, expected);
    }

    /** Whether the period of that modulus is short enough for {@link #periodicity}. */
    static boolean isShortPeriod(Expression expression, long modulus) {
        return Period.isShort(expression, modulus);
    }

    /**
     * Compares with the sum over one period, as often as it fits, and over what is left: a polynomial's residues repeat
     * after as many integers as the modulus.
     */
    static Verification periodicity(Expression expression, long modulus, BigInteger sum, long from, long to) {
        RangeArguments range = new RangeArguments(from, to);
        return new PeriodProof<>(range, expression, new SumFold(), new Period(modulus)).check(sum);
    }

    private static Verification compared(String method, String what, BigInteger sum, BigInteger expected) {
        return sum.equals(expected)
                ? new Verification(Verdict.VERIFIED, method, 1.0, "equals " + what)
                : failed(method, "differs from " + what + ", which gives " + expected);
    }

    private static Verification failed(String method, String detail) {
        return new Verification(Verdict.FAILED, method, 1.0, detail);
    }
}
