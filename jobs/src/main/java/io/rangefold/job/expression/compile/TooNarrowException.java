package io.rangefold.job.expression.compile;

/** Lanes of 32 bits do not do for an expression, or a block is too long for it; another form is tried. Control flow only. */
final class TooNarrowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final TooNarrowException INSTANCE = new TooNarrowException();

    private TooNarrowException() {
        super(null, null, false, false);
    }
}
