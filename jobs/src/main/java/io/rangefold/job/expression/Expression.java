package io.rangefold.job.expression;

import io.rangefold.job.BadInputException;

/**
 * An expression in the variable {@code i}: its text and its meaning. Immutable.
 *
 * @param text as the user wrote it, without blanks around it
 * @param root what it says
 */
public record Expression(String text, Node root) {
    /** The longest text, UTF-16 units. */
    public static final int MAX_LENGTH = 16 * 1024;

    /** The greatest height of a parsed expression: operators and calls within each other, chains included. */
    public static final int MAX_HEIGHT = 500;

    /**
     * Parses {@code text}; takes time linear in its length, which is bounded.
     *
     * @param where the place that errors name, as in {@code "--expr"}; they add the column, counted from 1
     * @throws BadInputException if it is no expression, too long or nested too deeply
     */
    public static Expression parse(String text, String where) {
        if (text.length() > MAX_LENGTH) {
            throw new BadInputException(
                    "the expression has " + text.length() + " characters, more than " + MAX_LENGTH,
                    where,
                    "write a shorter one");
        }
        return new Expression(text.strip(), new Parser(text, where).parse());
    }
}
