package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.UnaryOperator;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.lanes.ExactEvaluator;
import java.math.BigInteger;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** Which parts of an expression do not depend on {@code i}, and which do so as polynomials. Looks at each part once. */
final class Constants {
    /** What takes longer than about a millisecond is left to the evaluator, which can be interrupted. */
    private static final long MAX_WORK = 1_000_000;

    private static final int MAX_EXPONENT = 32;
    private static final int MAX_SHIFT = 1_024;

    private final Map<Node, Boolean> constant = new IdentityHashMap<>();
    private final Map<Node, Optional<BigInteger>> valueOf = new IdentityHashMap<>();
    private final Map<Node, Optional<IndexPolynomial>> polynomials = new IdentityHashMap<>();

    /** Whether {@code i} does not occur in it. */
    boolean isConstant(Node node) {
        Boolean known = constant.get(node);
        if (known == null) {
            known = freshlyConstant(node);
            constant.put(node, known);
        }
        return known;
    }

    private boolean freshlyConstant(Node node) {
        if (node instanceof Node.Unary unary) {
            return isConstant(unary.operand());
        }
        if (node instanceof Node.Binary binary) {
            return isConstant(binary.left()) && isConstant(binary.right());
        }
        if (node instanceof Node.Conditional choice) {
            return isConstant(choice.condition()) && isConstant(choice.whenTrue()) && isConstant(choice.whenFalse());
        }
        if (node instanceof Node.Call call) {
            for (Node argument : call.arguments()) {
                if (!isConstant(argument)) {
                    return false;
                }
            }
            return true;
        }
        return node instanceof Node.Literal;
    }

    /** The value of what is constant; nothing if it varies, does not exist, or takes long. */
    Optional<BigInteger> valueOf(Node node) {
        if (!isConstant(node)) {
            return Optional.empty();
        }
        Optional<BigInteger> known = valueOf.get(node);
        if (known == null) {
            known = evaluated(node);
            valueOf.put(node, known);
        }
        return known;
    }

    /** The value of what is constant and fits. */
    Optional<Long> longValueOf(Node node) {
        return valueOf(node).filter(v -> v.bitLength() < Long.SIZE).map(BigInteger::longValueExact);
    }

    private static Optional<BigInteger> evaluated(Node node) {
        try {
            return Optional.of(new ExactEvaluator(node, new Budget()).evaluate(0));
        } catch (EvaluationException | NoFormException e) {
            return Optional.empty();
        }
    }

    /** What the part is as a polynomial in {@code i}, of bounded degree and coefficients, as all of its parts are. */
    Optional<IndexPolynomial> polynomial(Node node) {
        Optional<IndexPolynomial> known = polynomials.get(node);
        if (known == null) {
            Optional<IndexPolynomial> fresh =
                    isConstant(node) ? valueOf(node).map(IndexPolynomial::constant) : freshPolynomial(node);
            known = fresh.filter(IndexPolynomial::isBounded);
            polynomials.put(node, known);
        }
        return known;
    }

    private Optional<IndexPolynomial> freshPolynomial(Node node) {
        if (node instanceof Node.Index) {
            return Optional.of(IndexPolynomial.index());
        }
        if (node instanceof Node.Unary unary && unary.operator() != UnaryOperator.NOT) {
            Optional<IndexPolynomial> operand = polynomial(unary.operand());
            IndexPolynomial shift =
                    IndexPolynomial.constant(BigInteger.valueOf(unary.operator() == UnaryOperator.COMPLEMENT ? -1 : 0));
            return operand.map(p -> p.negated().plus(shift));
        }
        if (node instanceof Node.Binary binary) {
            Optional<IndexPolynomial> left = polynomial(binary.left());
            Optional<IndexPolynomial> right = left.isEmpty() ? left : polynomial(binary.right());
            return right.isEmpty() ? right : combined(binary, left.get(), right.get());
        }
        return Optional.empty();
    }

    private Optional<IndexPolynomial> combined(Node.Binary node, IndexPolynomial a, IndexPolynomial b) {
        return switch (node.operator()) {
            case ADD -> Optional.of(a.plus(b));
            case SUBTRACT -> Optional.of(a.plus(b.negated()));
            case MULTIPLY -> Optional.of(a.times(b));
            case POWER ->
                longValueOf(node.right())
                        .filter(exponent -> exponent >= 0 && exponent <= MAX_EXPONENT)
                        .map(exponent -> power(a, exponent.intValue()));
            case SHIFT_LEFT ->
                longValueOf(node.right())
                        .filter(bits -> bits >= 0 && bits <= MAX_SHIFT)
                        .map(bits -> a.times(IndexPolynomial.constant(BigInteger.ONE.shiftLeft(bits.intValue()))));
            default -> Optional.empty();
        };
    }

    private static IndexPolynomial power(IndexPolynomial a, int exponent) {
        IndexPolynomial power = IndexPolynomial.constant(BigInteger.ONE);
        for (int factor = 0; factor < exponent && power.isBounded(); factor++) {
            power = power.times(a);
        }
        return power;
    }

    /** Refuses what takes long. */
    private static final class Budget implements WorkMeter {
        private long left = MAX_WORK;

        @Override
        public void spend(long units) {
            left -= units;
            if (left < 0) {
                throw NoFormException.INSTANCE;
            }
        }
    }
}
