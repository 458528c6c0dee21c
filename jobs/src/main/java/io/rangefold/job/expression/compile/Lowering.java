package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.lanes.Interval;
import io.rangefold.job.expression.lanes.IntervalAnalysis;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a graph of values of an expression: its lazy operators become choices, its constants numbers, divisions by them
 * products, and remainders of polynomials small polynomials in the offset within the block.
 */
final class Lowering {
    /** Powers with greater exponents are left to a call. */
    private static final int MAX_EXPONENT = 64;

    private final Values values;
    private final BlockForm block;
    private final ConstantDivision division;
    private final CallLowering calls;
    private final Constants constants = new Constants();
    private final Map<Node, Value> lowered = new IdentityHashMap<>();

    Lowering(Values values, BlockForm block) {
        this.values = values;
        this.block = block;
        this.division = new ConstantDivision(values);
        this.calls = new CallLowering(this, values);
    }

    BlockForm block() {
        return block;
    }

    Constants constants() {
        return constants;
    }

    /**
     * The value of a part of the expression.
     *
     * @throws TooNarrowException if the lanes are too narrow for it
     * @throws NoFormException if there is none
     */
    Value lower(Node node) {
        Value known = lowered.get(node);
        if (known == null) {
            known = constants.isConstant(node) ? constant(node) : variable(node);
            lowered.put(node, known);
        }
        return known;
    }

    /** The remainder of {@code dividend} by a number other than 0. */
    Value remainder(Node dividend, long divisor) {
        Optional<IndexPolynomial> polynomial = constants.polynomial(dividend);
        if (polynomial.isPresent()
                && divisor != Long.MIN_VALUE
                && polynomial.get().degree() > 0) {
            IndexPolynomial p = divisor < 0 ? polynomial.get().negated() : polynomial.get();
            Optional<Value> rest = residue(p, Math.abs(divisor));
            if (rest.isPresent()) {
                return divisor < 0 ? values.negate(rest.get()) : rest.get();
            }
        }
        return division.remainder(lower(dividend), divisor);
    }

    /** The residue of a polynomial by Horner's rule in the offset, if lanes hold the sums. */
    private Optional<Value> residue(IndexPolynomial polynomial, long modulus) {
        int most = values.width().bits() - 3;
        BigInteger reduced = BigInteger.valueOf(modulus).multiply(BigInteger.valueOf(block.length()));
        if (reduced.bitLength() > most) {
            return Optional.empty();
        }
        Value[] coefficients = block.residues(polynomial, modulus);
        Value offset = block.offset();
        Value sum = coefficients[polynomial.degree()];
        for (int power = polynomial.degree() - 1; power >= 0; power--) {
            BigInteger product =
                    sum.interval().high().multiply(offset.interval().high());
            if (product.bitLength() > most) {
                sum = division.remainder(sum, modulus);
            }
            sum = values.add(values.multiply(sum, offset), coefficients[power]);
        }
        return Optional.of(division.remainder(sum, modulus));
    }

    private Value constant(Node node) {
        Optional<BigInteger> value = constants.valueOf(node);
        return value.isPresent() && value.get().bitLength() < Long.SIZE
                ? values.constant(value.get().longValueExact())
                : values.invoke(LaneCall.FAIL, Interval.WIDE);
    }

    private Value variable(Node node) {
        if (node instanceof Node.Index) {
            return block.index();
        }
        if (node instanceof Node.Unary unary) {
            Value x = lower(unary.operand());
            return switch (unary.operator()) {
                case NEGATE -> values.negate(x);
                case COMPLEMENT -> values.subtract(values.constant(-1), x);
                case NOT -> values.isZero(x);
            };
        }
        if (node instanceof Node.Binary binary) {
            return binary(binary);
        }
        if (node instanceof Node.Conditional choice) {
            return values.choose(lower(choice.condition()), lower(choice.whenTrue()), lower(choice.whenFalse()));
        }
        if (node instanceof Node.Call call) {
            return calls.lower(call);
        }
        throw new AssertionError(node);
    }

    private Value binary(Node.Binary node) {
        return switch (node.operator()) {
            case AND -> both(lower(node.left()), lower(node.right()));
            case OR -> either(lower(node.left()), lower(node.right()));
            case DIVIDE, REMAINDER -> division(node);
            case POWER -> power(node);
            case SHIFT_LEFT, SHIFT_RIGHT -> shift(node);
            default -> plain(node.operator(), lower(node.left()), lower(node.right()));
        };
    }

    private Value plain(BinaryOperator operator, Value a, Value b) {
        return switch (operator) {
            case ADD -> values.add(a, b);
            case SUBTRACT -> values.subtract(a, b);
            case MULTIPLY -> values.multiply(a, b);
            case BIT_AND -> values.bitAnd(a, b);
            case BIT_OR -> values.bitOr(a, b);
            case BIT_XOR -> values.bitXor(a, b);
            case EQUAL -> values.equal(a, b);
            case NOT_EQUAL -> values.isZero(values.equal(a, b));
            case LESS -> values.less(a, b);
            case GREATER -> values.less(b, a);
            case LESS_OR_EQUAL -> values.isZero(values.less(b, a));
            case GREATER_OR_EQUAL -> values.isZero(values.less(a, b));
            default -> throw new AssertionError(operator);
        };
    }

    private Value both(Value a, Value b) {
        return b.isHarmless() && !a.isConstant()
                ? values.bitAnd(values.truth(a), values.truth(b))
                : values.choose(a, values.truth(b), values.constant(0));
    }

    private Value either(Value a, Value b) {
        return b.isHarmless() && !a.isConstant()
                ? values.bitOr(values.truth(a), values.truth(b))
                : values.choose(a, values.constant(1), values.truth(b));
    }

    private Value division(Node.Binary node) {
        boolean remainder = node.operator() == BinaryOperator.REMAINDER;
        Optional<Long> divisor = constants.longValueOf(node.right());
        if (divisor.isPresent() && divisor.get() != 0) {
            return remainder
                    ? remainder(node.left(), divisor.get())
                    : division.quotient(lower(node.left()), divisor.get());
        }
        LaneCall call = remainder ? LaneCall.FLOOR_REMAINDER : LaneCall.FLOOR_DIVIDE;
        return invoke(call, node.operator(), lower(node.left()), lower(node.right()));
    }

    private Value power(Node.Binary node) {
        Value base = lower(node.left());
        Optional<Long> exponent = constants.longValueOf(node.right());
        if (exponent.isEmpty() || exponent.get() < 1 || exponent.get() > MAX_EXPONENT) {
            return invoke(LaneCall.POWER, node.operator(), base, lower(node.right()));
        }
        Value power = base;
        for (long bit = Long.highestOneBit(exponent.get()) >> 1; bit != 0; bit >>= 1) {
            power = values.multiply(power, power);
            power = (exponent.get() & bit) != 0 ? values.multiply(power, base) : power;
        }
        return power;
    }

    private Value shift(Node.Binary node) {
        boolean left = node.operator() == BinaryOperator.SHIFT_LEFT;
        Value x = lower(node.left());
        Optional<Long> count = constants.longValueOf(node.right());
        if (count.isPresent() && count.get() >= 0 && (!left || count.get() < Long.SIZE)) {
            int bits = (int) Math.min(count.get(), Long.SIZE);
            return left ? values.shiftLeft(x, bits) : values.shiftRight(x, bits);
        }
        LaneCall call = left ? LaneCall.SHIFT_LEFT : LaneCall.SHIFT_RIGHT;
        return invoke(call, node.operator(), x, lower(node.right()));
    }

    private Value invoke(LaneCall call, BinaryOperator operator, Value a, Value b) {
        return values.invoke(call, IntervalAnalysis.binary(operator, a.interval(), b.interval()), a, b);
    }

    /** The values of a list of parts. */
    List<Value> lower(List<Node> nodes) {
        // A loop, for the sake of the stack.
        List<Value> lowered = new ArrayList<>();
        for (Node node : nodes) {
            lowered.add(lower(node));
        }
        return lowered;
    }
}
