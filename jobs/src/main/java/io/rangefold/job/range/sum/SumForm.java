package io.rangefold.job.range.sum;

import io.rangefold.job.Kernel;
import io.rangefold.job.Verification;
import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.compile.CompiledFold;
import io.rangefold.job.range.fold.FoldKernel;
import io.rangefold.job.range.fold.KernelPath;
import io.rangefold.job.range.proof.Polynomial;
import io.rangefold.job.range.proof.PolynomialForm;
import java.math.BigInteger;
import java.util.Optional;

/** How a sum is computed and checked: what the form of its expression allows. */
sealed interface SumForm {
    /** Residues modulo greater numbers are sums like any other. */
    long MAX_MODULUS = 1L << 61;

    /** A new production kernel for {@code items} integers, at least one, from {@code from} on. */
    Kernel<BigInteger> newKernel(long from, long items);

    /** Which way kernels take, as far as is known. */
    String kernelName();

    long nanosPerItemGuess();

    /** Whether {@link #check} can tell. */
    boolean proves();

    /** Compares {@code sum} with an independent computation of the sum over {@code [from, to)}. */
    Verification check(BigInteger sum, long from, long to);

    /** The best form that fits. */
    static SumForm of(Expression expression) {
        KernelPath path = new KernelPath("compiled");
        Optional<PolynomialForm> polynomial = PolynomialForm.of(expression.root());
        if (polynomial.isPresent()) {
            return new PolynomialSum(expression, polynomial.get().polynomial(), path);
        }
        if (expression.root() instanceof Node.Binary binary && binary.operator() == BinaryOperator.REMAINDER) {
            Optional<PolynomialForm> dividend = PolynomialForm.of(binary.left());
            Optional<Long> modulus = PolynomialForm.of(binary.right()).flatMap(SumForm::modulus);
            if (dividend.isPresent() && modulus.isPresent()) {
                return new ResidueSum(expression, modulus.get(), path);
            }
        }
        return new GeneralSum(expression, path);
    }

    private static Optional<Long> modulus(PolynomialForm form) {
        BigInteger value = form.polynomial().coefficient(0);
        boolean fits =
                form.formalDegree() == 0 && value.signum() > 0 && value.compareTo(BigInteger.valueOf(MAX_MODULUS)) <= 0;
        return fits ? Optional.of(value.longValue()) : Optional.empty();
    }

    /** A polynomial in {@code i}; proven by its closed form. */
    record PolynomialSum(Expression expression, Polynomial polynomial, KernelPath path) implements SumForm {
        @Override
        public Kernel<BigInteger> newKernel(long from, long items) {
            return isCompiled()
                    ? new FoldKernel<>(new SumFold(), expression, from, items, path)
                    : new PolynomialSumKernel(polynomial, from);
        }

        private boolean isCompiled() {
            return polynomial.degree() <= CompiledFold.MAX_SUMMED_DEGREE
                    && (polynomial.degree() > 0 || polynomial.coefficientBits() < Long.SIZE);
        }

        @Override
        public String kernelName() {
            return isCompiled() ? path.name() : PolynomialSumKernel.NAME;
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
    record ResidueSum(Expression expression, long modulus, KernelPath path) implements SumForm {
        @Override
        public Kernel<BigInteger> newKernel(long from, long items) {
            return new FoldKernel<>(new SumFold(), expression, from, items, path);
        }

        @Override
        public String kernelName() {
            return path.name();
        }

        @Override
        public long nanosPerItemGuess() {
            return 1;
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
    record GeneralSum(Expression expression, KernelPath path) implements SumForm {
        @Override
        public Kernel<BigInteger> newKernel(long from, long items) {
            return new FoldKernel<>(new SumFold(), expression, from, items, path);
        }

        @Override
        public String kernelName() {
            return path.name();
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
