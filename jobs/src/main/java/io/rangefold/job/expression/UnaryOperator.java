package io.rangefold.job.expression;

/** The operators with one operand; all bind tighter than any {@link BinaryOperator} but the power. */
public enum UnaryOperator {
    /** {@code -x}. */
    NEGATE,
    /** {@code ~x}, which is {@code -x - 1}. */
    COMPLEMENT,
    /** {@code !x}: 1 where x is 0, else 0. */
    NOT
}
