package io.rangefold.job.range;

import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.reference.ReferenceEvaluator;
import java.math.BigInteger;

/** Independent computations of sums. They share no code with the kernels. */
final class SumProofs {
    /** The most work that goes into a period, as integers times characters of the expression: about 0.1 s. */
    private static final long MAX_PERIOD_WORK = 2_000_000;

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
        return modulus <= MAX_PERIOD_WORK / expression.text().length();
    }

    /**
     * Compares with the sum over one period, as often as it fits, and over what is left: a polynomial's residues repeat
     * after as many integers as the modulus.
     */
    static Verification periodicity(Expression expression, long modulus, BigInteger sum, long from, long to) {
        ReferenceEvaluator evaluator = new ReferenceEvaluator(expression.root(), WorkMeter.unlimited());
        BigInteger items = BigInteger.valueOf(to).subtract(BigInteger.valueOf(from));
        BigInteger[] periods = items.divideAndRemainder(BigInteger.valueOf(modulus));
        long rest = periods[1].longValue();
        BigInteger restSum = BigInteger.ZERO;
        BigInteger periodSum = BigInteger.ZERO;
        for (long k = 0; k < (periods[0].signum() == 0 ? rest : modulus); k++) {
            restSum = k == rest ? periodSum : restSum;
            periodSum = periodSum.add(evaluator.evaluate(BigInteger.valueOf(from + k)));
        }
        BigInteger expected = periods[0].signum() == 0
                ? periodSum
                : periodSum.multiply(periods[0]).add(restSum);
        return compared("periodicity", "the sum over one period of " + modulus, sum, expected);
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
