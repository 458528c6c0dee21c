package io.rangefold.benchmark;

/** What was to be timed gives another answer than it should: there is nothing to time. */
public final class WrongAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WrongAnswerException(String what, Object expected, Object actual) {
        super(what + ": expected " + expected + ", but got " + actual);
    }

    /** Throws unless the two are equal. */
    public static void check(String what, Object expected, Object actual) {
        if (!expected.equals(actual)) {
            throw new WrongAnswerException(what, expected, actual);
        }
    }
}
