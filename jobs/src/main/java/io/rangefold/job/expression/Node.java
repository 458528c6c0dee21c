package io.rangefold.job.expression;

import java.math.BigInteger;
import java.util.List;

/** A parsed expression. At most {@link Expression#MAX_HEIGHT} high, so that walking it by recursion is safe. */
public sealed interface Node {

    /** An integer as written; not negative, at most {@link Limits#MAX_VALUE_BITS} bits. */
    record Literal(BigInteger value) implements Node {}

    /** The variable {@code i}. */
    record Index() implements Node {}

    /** {@code operator operand}. */
    record Unary(UnaryOperator operator, Node operand) implements Node {}

    /** {@code left operator right}. */
    record Binary(BinaryOperator operator, Node left, Node right) implements Node {}

    /** {@code condition ? whenTrue : whenFalse}. */
    record Conditional(Node condition, Node whenTrue, Node whenFalse) implements Node {}

    /** {@code function(arguments)}, as many as the function takes. */
    record Call(Function function, List<Node> arguments) implements Node {

        /** Copies. */
        public Call {
            arguments = List.copyOf(arguments);
        }
    }
}
