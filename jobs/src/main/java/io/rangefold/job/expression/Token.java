package io.rangefold.job.expression;

import io.rangefold.job.text.Excerpt;

/**
 * A word of an expression.
 *
 * @param kind what it is
 * @param text as written; empty at the end
 * @param offset where it begins, UTF-16 units from 0
 */
record Token(Kind kind, String text, int offset) {
    enum Kind {
        NUMBER,
        NAME,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbol);
    }

    /** As messages name it. */
    String shown() {
        return kind == Kind.END ? "the end" : Excerpt.of(text);
    }
}
