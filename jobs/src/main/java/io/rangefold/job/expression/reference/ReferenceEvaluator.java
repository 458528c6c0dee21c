package io.rangefold.job.expression.reference;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.ZERO;

import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Limits;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.UnaryOperator;
import io.rangefold.job.expression.WorkMeter;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Evaluates an expression at one {@code i} after the other, in {@link BigInteger} all through. Made to be seen to be right,
 * not to be fast: audits and tests compare the production evaluator with it. Some 100 ns per operator.
 */
public final class ReferenceEvaluator {
    private final Node root;
    private final ReferenceFunctions functions;
    private final WorkMeter meter;
    private BigInteger index = ZERO;

    public ReferenceEvaluator(Node root, WorkMeter meter) {
        this.root = root;
        this.meter = meter;
        this.functions = new ReferenceFunctions(meter);
    }

    /**
     * The value at {@code i}.
     *
     * @throws EvaluationException if there is none
     */
    public BigInteger evaluate(BigInteger i) {
        index = i;
        return value(root);
    }

    private BigInteger value(Node node) {
        BigInteger value;
        if (node instanceof Node.Literal literal) {
            value = literal.value();
        } else if (node instanceof Node.Index) {
            value = index;
        } else if (node instanceof Node.Unary unary) {
            value = unary(unary.operator(), value(unary.operand()));
        } else if (node instanceof Node.Binary binary) {
            value = binary(binary);
        } else if (node instanceof Node.Conditional choice) {
            value = holds(choice.condition()) ? value(choice.whenTrue()) : value(choice.whenFalse());
        } else if (node instanceof Node.Call call) {
            List<BigInteger> arguments = new ArrayList<>();
            for (Node argument : call.arguments()) {
                arguments.add(value(argument));
            }
            value = functions.call(call.function(), arguments);
        } else {
            throw new AssertionError(node);
        }
        meter.spend(20 + value.bitLength() / 8);
        return checked(value);
    }

    private boolean holds(Node condition) {
        return value(condition).signum() != 0;
    }

    private static BigInteger unary(UnaryOperator operator, BigInteger x) {
        return switch (operator) {
            case NEGATE -> x.negate();
            case COMPLEMENT -> x.not();
            case NOT -> truth(x.signum() == 0);
        };
    }

    private BigInteger binary(Node.Binary node) {
        if (node.operator() == BinaryOperator.AND) {
            return truth(holds(node.left()) && holds(node.right()));
        }
        if (node.operator() == BinaryOperator.OR) {
            return truth(holds(node.left()) || holds(node.right()));
        }
        BigInteger a = value(node.left());
        BigInteger b = value(node.right());
        return switch (node.operator()) {
            case EQUAL -> truth(a.equals(b));
            case NOT_EQUAL -> truth(!a.equals(b));
            case LESS -> truth(a.compareTo(b) < 0);
            case LESS_OR_EQUAL -> truth(a.compareTo(b) <= 0);
            case GREATER -> truth(a.compareTo(b) > 0);
            case GREATER_OR_EQUAL -> truth(a.compareTo(b) >= 0);
            case BIT_OR -> a.or(b);
            case BIT_XOR -> a.xor(b);
            case BIT_AND -> a.and(b);
            case SHIFT_LEFT -> shiftLeft(a, b);
            case SHIFT_RIGHT -> shiftRight(a, b);
            case ADD -> a.add(b);
            case SUBTRACT -> a.subtract(b);
            case MULTIPLY -> multiply(a, b);
            case DIVIDE -> a.subtract(remainder(a, b)).divide(b);
            case REMAINDER -> remainder(a, b);
            case POWER -> power(a, b);
            case OR, AND -> throw new AssertionError("lazy operators are handled above");
        };
    }

    private BigInteger multiply(BigInteger a, BigInteger b) {
        meter.spend((long) a.bitLength() * b.bitLength() / 4096);
        return a.multiply(b);
    }

    /** The remainder of floor division: between 0 and the divisor, which it never reaches. */
    private BigInteger remainder(BigInteger a, BigInteger b) {
        if (b.signum() == 0) {
            throw EvaluationException.divisionByZero();
        }
        meter.spend((long) a.bitLength() * b.bitLength() / 4096);
        BigInteger positive = a.mod(b.abs());
        return b.signum() < 0 && positive.signum() != 0 ? positive.add(b) : positive;
    }

    private static BigInteger shiftLeft(BigInteger a, BigInteger count) {
        if (count.signum() < 0) {
            throw EvaluationException.negativeShift();
        }
        if (a.signum() == 0) {
            return ZERO;
        }
        if (count.compareTo(BigInteger.valueOf(Limits.MAX_VALUE_BITS)) > 0) {
            throw EvaluationException.tooLarge();
        }
        return a.shiftLeft(count.intValueExact());
    }

    private static BigInteger shiftRight(BigInteger a, BigInteger count) {
        if (count.signum() < 0) {
            throw EvaluationException.negativeShift();
        }
        return a.shiftRight(
                count.min(BigInteger.valueOf(2L * Limits.MAX_VALUE_BITS)).intValueExact());
    }

    /** By repeated squaring, every step bounded. */
    private BigInteger power(BigInteger base, BigInteger exponent) {
        if (exponent.signum() < 0) {
            throw EvaluationException.negativeExponent();
        }
        if (exponent.signum() == 0) {
            return ONE;
        }
        if (base.abs().bitLength() <= 1) {
            return base.signum() < 0 && !exponent.testBit(0) ? ONE : base;
        }
        BigInteger power = base;
        for (int bit = exponent.bitLength() - 2; bit >= 0; bit--) {
            power = checked(multiply(power, power));
            if (exponent.testBit(bit)) {
                power = checked(multiply(power, base));
            }
        }
        return power;
    }

    private static BigInteger truth(boolean holds) {
        return holds ? ONE : ZERO;
    }

    private static BigInteger checked(BigInteger value) {
        if (value.abs().bitLength() > Limits.MAX_VALUE_BITS) {
            throw EvaluationException.tooLarge();
        }
        return value;
    }
}
