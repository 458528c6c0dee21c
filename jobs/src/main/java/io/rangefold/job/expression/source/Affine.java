package io.rangefold.job.expression.source;

import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.UnaryOperator;
import java.math.BigInteger;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** {@code slope i + offset}. */
record Affine(long slope, long offset) {
    private static final Set<BinaryOperator> FORMING =
            EnumSet.of(BinaryOperator.ADD, BinaryOperator.SUBTRACT, BinaryOperator.MULTIPLY, BinaryOperator.POWER);

    /** That form of an expression; empty if it has another, or one whose coefficients do not fit. */
    static Optional<Affine> of(Node node) {
        try {
            return form(node);
        } catch (ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static Optional<Affine> form(Node node) {
        if (node instanceof Node.Index) {
            return Optional.of(new Affine(1, 0));
        }
        if (node instanceof Node.Literal literal) {
            return Optional.of(new Affine(0, literal.value().longValueExact()));
        }
        if (node instanceof Node.Unary unary && unary.operator() == UnaryOperator.NEGATE) {
            return form(unary.operand()).map(x -> x.times(-1));
        }
        if (node instanceof Node.Binary binary) {
            return binary(binary.operator(), binary.left(), binary.right());
        }
        return Optional.empty();
    }

    private static Optional<Affine> binary(BinaryOperator operator, Node left, Node right) {
        if (!FORMING.contains(operator)) {
            return Optional.empty();
        }
        Optional<Affine> a = form(left);
        Optional<Affine> b = form(right);
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        return switch (operator) {
            case ADD -> Optional.of(a.get().plus(b.get()));
            case SUBTRACT -> Optional.of(a.get().plus(b.get().times(-1)));
            case POWER -> a.get().isConstant() && b.get().isConstant() ? a.get().power(b.get()) : Optional.empty();
            default ->
                a.get().isConstant()
                        ? Optional.of(b.get().times(a.get().offset))
                        : b.get().isConstant() ? Optional.of(a.get().times(b.get().offset)) : Optional.empty();
        };
    }

    /** Whether the coefficients have some bits to spare. */
    boolean isModest() {
        return Math.abs(slope) < 1L << 62 && Math.abs(offset) < 1L << 62;
    }

    boolean isConstant() {
        return slope == 0;
    }

    /** Whether the values at {@code first} and {@code last}, and so all between them, are signed 64-bit numbers. */
    boolean fits(long first, long last) {
        try {
            Math.addExact(Math.multiplyExact(slope, first), offset);
            Math.addExact(Math.multiplyExact(slope, last), offset);
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    /** The value at i, which fits. */
    long at(long i) {
        return slope * i + offset;
    }

    private Affine plus(Affine other) {
        return new Affine(Math.addExact(slope, other.slope), Math.addExact(offset, other.offset));
    }

    /** Of constants, as in {@code 10^12}. */
    private Optional<Affine> power(Affine exponent) {
        if (exponent.offset < 0 || exponent.offset >= Long.SIZE) {
            return Optional.empty();
        }
        BigInteger power = BigInteger.valueOf(offset).pow((int) exponent.offset);
        return Optional.of(new Affine(0, power.longValueExact()));
    }

    private Affine times(long factor) {
        return new Affine(Math.multiplyExact(slope, factor), Math.multiplyExact(offset, factor));
    }
}
