package io.rangefold.job.range.proof;

import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.UnaryOperator;
import java.math.BigInteger;
import java.util.Optional;

/**
 * What an expression is as a polynomial in {@code i}.
 *
 * @param polynomial the polynomial, multiplied out
 * @param formalDegree the degree that its writing has, before anything cancels out
 */
public record PolynomialForm(Polynomial polynomial, int formalDegree) {
    /** Beyond this degree, before anything cancels out, an expression is not treated as a polynomial. */
    public static final int MAX_DEGREE = 32;

    /** Nor beyond this size of a coefficient. */
    static final int MAX_COEFFICIENT_BITS = 1_024;

    /**
     * The polynomial that the expression is made up as, of numbers, {@code i}, {@code + - * ^}, {@code ~} and shifts by
     * constants; nothing if it is of another form or beyond the bounds. Parts within it are within the bounds too, so its
     * value exists at every {@code i}.
     */
    public static Optional<PolynomialForm> of(Node node) {
        return unbounded(node)
                .filter(f -> f.formalDegree <= MAX_DEGREE && f.polynomial.coefficientBits() <= MAX_COEFFICIENT_BITS);
    }

    /** Of bounded parts. Recursion without lambdas between, for the sake of the stack. */
    private static Optional<PolynomialForm> unbounded(Node node) {
        if (node instanceof Node.Literal literal) {
            return Optional.of(constant(literal.value()));
        }
        if (node instanceof Node.Index) {
            return Optional.of(new PolynomialForm(Polynomial.VARIABLE, 1));
        }
        if (node instanceof Node.Unary unary) {
            Optional<PolynomialForm> operand = of(unary.operand());
            return operand.isEmpty() ? operand : unary(unary.operator(), operand.get());
        }
        if (node instanceof Node.Binary binary) {
            Optional<PolynomialForm> left = of(binary.left());
            Optional<PolynomialForm> right = left.isEmpty() ? left : of(binary.right());
            return right.isEmpty() ? right : binary(binary.operator(), left.get(), right.get());
        }
        return Optional.empty();
    }

    private static Optional<PolynomialForm> unary(UnaryOperator operator, PolynomialForm x) {
        PolynomialForm negated = new PolynomialForm(x.polynomial.negated(), x.formalDegree);
        return switch (operator) {
            case NEGATE -> Optional.of(negated);
            case COMPLEMENT -> Optional.of(plus(negated, constant(BigInteger.ONE.negate())));
            case NOT -> Optional.empty();
        };
    }

    private static Optional<PolynomialForm> binary(BinaryOperator operator, PolynomialForm a, PolynomialForm b) {
        return switch (operator) {
            case ADD -> Optional.of(plus(a, b));
            case SUBTRACT -> Optional.of(plus(a, new PolynomialForm(b.polynomial.negated(), b.formalDegree)));
            case MULTIPLY -> Optional.of(times(a, b));
            case POWER -> power(a, b);
            case SHIFT_LEFT -> shiftLeft(a, b);
            default -> Optional.empty();
        };
    }

    private static PolynomialForm plus(PolynomialForm a, PolynomialForm b) {
        return new PolynomialForm(a.polynomial.plus(b.polynomial), Math.max(a.formalDegree, b.formalDegree));
    }

    private static PolynomialForm times(PolynomialForm a, PolynomialForm b) {
        return new PolynomialForm(a.polynomial.times(b.polynomial), a.formalDegree + b.formalDegree);
    }

    private static Optional<PolynomialForm> power(PolynomialForm base, PolynomialForm exponent) {
        BigInteger times = exponent.polynomial.coefficient(0);
        boolean small = exponent.formalDegree == 0 && times.signum() >= 0 && times.bitLength() < 31;
        long perFactor = Math.max(1, Math.max(base.formalDegree, base.polynomial.coefficientBits() - 1));
        if (!small || times.intValue() * perFactor > MAX_COEFFICIENT_BITS) {
            return Optional.empty();
        }
        PolynomialForm power = constant(BigInteger.ONE);
        for (int factor = 0; factor < times.intValue() && power.formalDegree <= MAX_DEGREE; factor++) {
            power = times(power, base);
        }
        return Optional.of(power);
    }

    private static Optional<PolynomialForm> shiftLeft(PolynomialForm x, PolynomialForm count) {
        BigInteger bits = count.polynomial.coefficient(0);
        boolean small = count.formalDegree == 0
                && bits.signum() >= 0
                && bits.compareTo(BigInteger.valueOf(MAX_COEFFICIENT_BITS)) <= 0;
        return small ? Optional.of(times(x, constant(BigInteger.ONE.shiftLeft(bits.intValue())))) : Optional.empty();
    }

    private static PolynomialForm constant(BigInteger value) {
        return new PolynomialForm(Polynomial.of(value), 0);
    }
}
