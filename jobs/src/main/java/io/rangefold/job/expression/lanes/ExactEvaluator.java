package io.rangefold.job.expression.lanes;

import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Limits;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.function.ExactFunctions;
import java.math.BigInteger;

/**
 * Evaluates an expression at a single {@code i}, whatever its size: for the batches that do not fit 64-bit lanes, and to
 * find out what failed. Some 50 ns per operator on small values.
 */
public final class ExactEvaluator {
    private final Node root;
    private final WorkMeter meter;
    private final ExactFunctions functions;

    public ExactEvaluator(Node root, WorkMeter meter) {
        this.root = root;
        this.meter = meter;
        this.functions = new ExactFunctions(meter);
    }

    /** @throws EvaluationException if there is no value */
    public BigInteger evaluate(long i) {
        return evaluate(root, BigInteger.valueOf(i));
    }

    private BigInteger evaluate(Node node, BigInteger i) {
        if (node instanceof Node.Index) {
            return i;
        }
        if (node instanceof Node.Literal literal) {
            return literal.value();
        }
        if (node instanceof Node.Binary binary) {
            return switch (binary.operator()) {
                case AND -> truth(isTrue(binary.left(), i) && isTrue(binary.right(), i));
                case OR -> truth(isTrue(binary.left(), i) || isTrue(binary.right(), i));
                default -> apply(binary.operator(), evaluate(binary.left(), i), evaluate(binary.right(), i));
            };
        }
        if (node instanceof Node.Unary unary) {
            BigInteger x = evaluate(unary.operand(), i);
            return switch (unary.operator()) {
                case NEGATE -> bounded(x.negate());
                case COMPLEMENT -> bounded(x.not());
                case NOT -> truth(x.signum() == 0);
            };
        }
        if (node instanceof Node.Conditional choice) {
            return evaluate(isTrue(choice.condition(), i) ? choice.whenTrue() : choice.whenFalse(), i);
        }
        if (node instanceof Node.Call call) {
            BigInteger[] arguments = new BigInteger[call.arguments().size()];
            for (int k = 0; k < arguments.length; k++) {
                arguments[k] = evaluate(call.arguments().get(k), i);
            }
            return functions.call(call.function(), arguments);
        }
        throw new AssertionError(node);
    }

    private boolean isTrue(Node condition, BigInteger i) {
        return evaluate(condition, i).signum() != 0;
    }

    private BigInteger apply(BinaryOperator operator, BigInteger a, BigInteger b) {
        meter.spend(30 + (a.bitLength() + b.bitLength()) / 16);
        return switch (operator) {
            case EQUAL -> truth(a.compareTo(b) == 0);
            case NOT_EQUAL -> truth(a.compareTo(b) != 0);
            case LESS -> truth(a.compareTo(b) < 0);
            case LESS_OR_EQUAL -> truth(a.compareTo(b) <= 0);
            case GREATER -> truth(a.compareTo(b) > 0);
            case GREATER_OR_EQUAL -> truth(a.compareTo(b) >= 0);
            case BIT_OR -> bounded(a.or(b));
            case BIT_XOR -> bounded(a.xor(b));
            case BIT_AND -> bounded(a.and(b));
            case ADD -> bounded(a.add(b));
            case SUBTRACT -> bounded(a.subtract(b));
            case MULTIPLY -> bounded(functions.multiply(a, b));
            case DIVIDE -> bounded(floorDivide(a, b)[0]);
            case REMAINDER -> floorDivide(a, b)[1];
            case SHIFT_LEFT -> shift(a, b, true);
            case SHIFT_RIGHT -> shift(a, b, false);
            case POWER -> power(a, b);
            case AND, OR -> throw new AssertionError("lazy");
        };
    }

    /** Quotient and remainder, floored. */
    private BigInteger[] floorDivide(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw EvaluationException.divisionByZero();
        }
        meter.spend((long) a.bitLength() * b.bitLength() / 8192);
        BigInteger[] result = a.divideAndRemainder(b);
        if (result[1].signum() * b.signum() < 0) {
            result[0] = result[0].subtract(BigInteger.ONE);
            result[1] = result[1].add(b);
        }
        return result;
    }

    private static BigInteger shift(BigInteger a, BigInteger count, boolean left) {
        if (count.signum() < 0) {
            throw EvaluationException.negativeShift();
        }
        if (a.signum() == 0) {
            return a;
        }
        if (!left) {
            return count.bitLength() > 31
                    ? BigInteger.valueOf(a.signum() < 0 ? -1 : 0)
                    : a.shiftRight(count.intValue());
        }
        if (count.bitLength() > 31 || (long) a.abs().bitLength() + count.intValue() > Limits.MAX_VALUE_BITS) {
            throw EvaluationException.tooLarge();
        }
        return a.shiftLeft(count.intValue());
    }

    private BigInteger power(BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            throw EvaluationException.negativeExponent();
        }
        if (exponent.signum() == 0 || base.equals(BigInteger.ONE)) {
            return BigInteger.ONE;
        }
        if (base.signum() == 0) {
            return base;
        }
        if (base.equals(BigInteger.ONE.negate())) {
            return exponent.testBit(0) ? base : BigInteger.ONE;
        }
        // |base| >= 2^(bits-1), so the power has at least that many bits times the exponent, and one.
        long bits = base.abs().bitLength();
        if (exponent.bitLength() > 31 || (bits - 1) * exponent.intValue() >= Limits.MAX_VALUE_BITS) {
            throw EvaluationException.tooLarge();
        }
        long powerBits = bits * exponent.intValue();
        meter.spend(powerBits * powerBits / 4096);
        return bounded(base.pow(exponent.intValue()));
    }

    private static BigInteger truth(boolean holds) {
        return holds ? BigInteger.ONE : BigInteger.ZERO;
    }

    private static BigInteger bounded(BigInteger value) {
        if (Limits.isTooLarge(value)) {
            throw EvaluationException.tooLarge();
        }
        return value;
    }
}
