package io.rangefold.job;

/** The user's input is wrong. Carries all that the user needs to put it right. */
public final class BadInputException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String where;
    private final String hint;

    /**
     * @param message what is wrong, without a full stop
     * @param where the place, as in {@code "--expr, column 5"} or {@code "numbers.txt, line 3"}
     * @param hint what to do about it
     */
    public BadInputException(String message, String where, String hint) {
        super(message);
        this.where = where;
        this.hint = hint;
    }

    public String where() {
        return where;
    }

    public String hint() {
        return hint;
    }
}
