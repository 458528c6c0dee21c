package io.rangefold.job.expression;

import java.util.Optional;

/** The operators with two operands, from the loosest to the tightest. All but the power group to the left. */
public enum BinaryOperator {
    /** 1 where one of both is not 0; does not evaluate the right operand where the left one decides. */
    OR("||", 1),
    /** 1 where both are not 0; does not evaluate the right operand where the left one decides. */
    AND("&&", 2),
    EQUAL("==", 3),
    NOT_EQUAL("!=", 3),
    LESS("<", 3),
    LESS_OR_EQUAL("<=", 3),
    GREATER(">", 3),
    GREATER_OR_EQUAL(">=", 3),
    /** Of the two's complements, endless to the left; so are the next two. */
    BIT_OR("|", 4),
    BIT_XOR("xor", 5),
    BIT_AND("&", 6),
    SHIFT_LEFT("<<", 7),
    /** Floors. */
    SHIFT_RIGHT(">>", 7),
    ADD("+", 8),
    SUBTRACT("-", 8),
    MULTIPLY("*", 9),
    /** Floors: {@code -7 / 2} is -4. */
    DIVIDE("/", 9),
    /** What flooring leaves, with the sign of the divisor: {@code -7 % 2} is 1. */
    REMAINDER("%", 9),
    /** Groups to the right and binds tighter than a sign before it: {@code -2^2} is -4. {@code 0^0} is 1. */
    POWER("^", 11);

    private final String symbol;
    private final int level;

    BinaryOperator(String symbol, int level) {
        this.symbol = symbol;
        this.level = level;
    }

    /** As users write it. */
    public String symbol() {
        return symbol;
    }

    /** How tightly it binds; the same number for those that group with each other. */
    public int level() {
        return level;
    }

    public boolean isComparison() {
        return level == EQUAL.level;
    }

    static Optional<BinaryOperator> ofSymbol(String symbol) {
        for (BinaryOperator operator : values()) {
            if (operator.symbol.equals(symbol)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }
}
