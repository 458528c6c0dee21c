package io.rangefold.job.range;

import io.rangefold.job.Kernel;
import io.rangefold.job.Verification;
import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.Node;
import java.math.BigInteger;
import java.util.Optional;

/** How a sum is computed and checked: what the form of its expression allows. */
sealed interface SumForm {

    /** A new production kernel for {@code items} integers, at least one, from {@code from} on. */
    Kernel<BigInteger> newKernel(long from, long items);

    /** Which way the kernel takes over that range. */
    String kernelName(long from, long items);

    long nanosPerItemGuess();

    /** Whether {@link #check} can tell. */
    boolean proves();

    /** Compares {@code sum} with an independent computation of the sum over {@code [from, to)}. */
    Verification check(BigInteger sum, long from, long to);

    /** The best form that fits. */
    static SumForm of(Expression expression) {
        Optional<PolynomialForm> polynomial = PolynomialForm.of(expression.root());
        if (polynomial.isPresent()) {
            return new PolynomialSum(expression, polynomial.get().polynomial());
        }
        if (expression.root() instanceof Node.Binary binary && binary.operator() == BinaryOperator.REMAINDER) {
            Optional<PolynomialForm> dividend = PolynomialForm.of(binary.left());
            Optional<Long> modulus = PolynomialForm.of(binary.right()).flatMap(SumForm::modulus);
            if (dividend.isPresent() && modulus.isPresent()) {
                return new ResidueSum(expression, dividend.get().polynomial(), modulus.get());
            }
        }
        return new GeneralSum(expression);
    }

    private static Optional<Long> modulus(PolynomialForm form) {
        BigInteger value = form.polynomial().coefficient(0);
        boolean fits = form.formalDegree() == 0
                && value.signum() > 0
                && value.compareTo(BigInteger.valueOf(ResidueLanes.MAX_MODULUS)) <= 0;
        return fits ? Optional.of(value.longValue()) : Optional.empty();
    }

    /** A polynomial in {@code i}; proven by its closed form. */
    record PolynomialSum(Expression expression, Polynomial polynomial) implements SumForm {
        @Override
        public Kernel<BigInteger> newKernel(long from, long items) {
            return new PolynomialSumKernel(polynomial, from);
        }

        @Override
        public String kernelName(long from, long items) {
            return new PolynomialSumKernel(polynomial, from).name(from, from + (items - 1));
        }

        @Override
        public long nanosPerItemGuess() {
            return Math.max(1, polynomial.degree());
        }

        @Override
        public boolean proves() {
            return true;
        }

        @Override
        public Verification check(BigInteger sum, long from, long to) {
            return SumProofs.closedForm(expression, polynomial, sum, from, to);
        }
    }

    /** The residues of a polynomial; proven by their period where that is short. */
    record ResidueSum(Expression expression, Polynomial polynomial, long modulus) implements SumForm {
        @Override
        public Kernel<BigInteger> newKernel(long from, long items) {
            return new ResidueSumKernel(polynomial, modulus, from);
        }

        @Override
        public String kernelName(long from, long items) {
            return "residues of a polynomial of degree " + polynomial.degree() + ", differences in 64-bit lanes";
        }

        @Override
        public long nanosPerItemGuess() {
            return Math.max(1, polynomial.degree());
        }

        @Override
        public boolean proves() {
            return SumProofs.isShortPeriod(expression, modulus);
        }

        @Override
        public Verification check(BigInteger sum, long from, long to) {
            return SumProofs.periodicity(expression, modulus, sum, from, to);
        }
    }

    /** Any other expression; left to audits. */
    record GeneralSum(Expression expression) implements SumForm {
        @Override
        public Kernel<BigInteger> newKernel(long from, long items) {
            return new ExpressionSumKernel(expression, from, items);
        }

        @Override
        public String kernelName(long from, long items) {
            return "expression, batches of 64-bit lanes";
        }

        @Override
        public long nanosPerItemGuess() {
            return 50;
        }

        @Override
        public boolean proves() {
            return false;
        }

        @Override
        public Verification check(BigInteger sum, long from, long to) {
            throw new IllegalStateException("nothing is known about this form");
        }
    }
}
