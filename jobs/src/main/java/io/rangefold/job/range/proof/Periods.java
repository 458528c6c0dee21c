package io.rangefold.job.range.proof;

import static java.math.BigInteger.ONE;

import io.rangefold.job.expression.BinaryOperator;
import io.rangefold.job.expression.Function;
import io.rangefold.job.expression.Node;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * After how many integers the values of an expression repeat, errors too, as far as its writing shows it.
 *
 * <p>A polynomial with integer coefficients has the same residue modulo m at i and at i + m, and its quotient by d, floored,
 * at i and at i + m d. So an expression repeats if each i stands within such a residue by constants: {@code P % m},
 * {@code P / d % m}, {@code P & m} (which sees the residue modulo a power of 2), {@code gcd(P, m)}, {@code powmod(P, e, m)}. It
 * repeats after the least common multiple of the periods of its parts, since it is a function of their values.
 */
final class Periods {
    /** Longer periods than 2^40 are of no use. */
    private static final int MAX_BITS = 40;

    private Periods() {}

    /** A number of integers, at least 1, after which the values repeat; nothing if none is found. */
    static Optional<BigInteger> of(Node node) {
        if (node instanceof Node.Index) {
            return Optional.empty();
        }
        if (node instanceof Node.Binary binary) {
            return ofBinary(binary);
        }
        if (node instanceof Node.Call call) {
            return ofCall(call);
        }
        if (node instanceof Node.Unary unary) {
            return of(unary.operand());
        }
        if (node instanceof Node.Conditional choice) {
            return ofAll(List.of(choice.condition(), choice.whenTrue(), choice.whenFalse()));
        }
        return Optional.of(ONE);
    }

    private static Optional<BigInteger> ofBinary(Node.Binary node) {
        if (node.operator() == BinaryOperator.REMAINDER) {
            Optional<BigInteger> modulus = modulus(node.right());
            if (modulus.isPresent()) {
                return ofResidue(node.left(), modulus.get());
            }
        }
        if (node.operator() == BinaryOperator.BIT_AND) {
            Optional<BigInteger> right = mask(node.right());
            Optional<BigInteger> left = right.isPresent() ? Optional.empty() : mask(node.left());
            if (right.isPresent() || left.isPresent()) {
                return right.isPresent() ? ofResidue(node.left(), right.get()) : ofResidue(node.right(), left.get());
            }
        }
        return ofAll(List.of(node.left(), node.right()));
    }

    private static Optional<BigInteger> ofCall(Node.Call call) {
        List<Node> arguments = call.arguments();
        if (call.function() == Function.GCD) {
            for (Node argument : arguments) {
                Optional<BigInteger> modulus = modulus(argument);
                if (modulus.isPresent()) {
                    return ofResidues(arguments, modulus.get());
                }
            }
        }
        if (call.function() == Function.POWMOD) {
            Optional<BigInteger> modulus = modulus(arguments.get(2));
            if (modulus.isPresent()) {
                return both(ofResidue(arguments.get(0), modulus.get()), of(arguments.get(1)));
            }
        }
        return ofAll(arguments);
    }

    private static Optional<BigInteger> ofAll(List<Node> nodes) {
        Optional<BigInteger> period = Optional.of(ONE);
        for (int k = 0; k < nodes.size() && period.isPresent(); k++) {
            period = both(period, of(nodes.get(k)));
        }
        return period;
    }

    private static Optional<BigInteger> ofResidues(List<Node> nodes, BigInteger modulus) {
        Optional<BigInteger> period = Optional.of(ONE);
        for (int k = 0; k < nodes.size() && period.isPresent(); k++) {
            period = both(period, ofResidue(nodes.get(k), modulus));
        }
        return period;
    }

    /** Of the residues of the node's values modulo {@code modulus}. */
    private static Optional<BigInteger> ofResidue(Node node, BigInteger modulus) {
        if (modulus.bitLength() > MAX_BITS) {
            return of(node);
        }
        Optional<PolynomialForm> polynomial = PolynomialForm.of(node);
        if (polynomial.isPresent()) {
            return Optional.of(polynomial.get().formalDegree() == 0 ? ONE : modulus);
        }
        if (node instanceof Node.Binary binary && binary.operator() == BinaryOperator.DIVIDE) {
            Optional<BigInteger> divisor = modulus(binary.right());
            if (divisor.isPresent()) {
                return ofResidue(binary.left(), modulus.multiply(divisor.get()));
            }
        }
        return of(node);
    }

    /** The absolute value of a constant other than 0. */
    private static Optional<BigInteger> modulus(Node node) {
        return constant(node).filter(c -> c.signum() != 0).map(BigInteger::abs);
    }

    /** The least power of 2 above a constant that is not negative. */
    private static Optional<BigInteger> mask(Node node) {
        return constant(node).filter(c -> c.signum() >= 0).map(c -> ONE.shiftLeft(c.bitLength()));
    }

    private static Optional<BigInteger> constant(Node node) {
        return PolynomialForm.of(node)
                .filter(f -> f.formalDegree() == 0)
                .map(f -> f.polynomial().coefficient(0));
    }

    private static Optional<BigInteger> both(Optional<BigInteger> a, Optional<BigInteger> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return Optional.empty();
        }
        BigInteger multiple = a.get().divide(a.get().gcd(b.get())).multiply(b.get());
        return multiple.bitLength() > MAX_BITS ? Optional.empty() : Optional.of(multiple);
    }
}
