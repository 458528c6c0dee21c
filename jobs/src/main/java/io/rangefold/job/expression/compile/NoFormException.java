package io.rangefold.job.expression.compile;

/** An expression has no compiled form, or none that is small; the evaluator takes over. Control flow only. */
final class NoFormException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    static final NoFormException INSTANCE = new NoFormException();

    private NoFormException() {
        super(null, null, false, false);
    }
}
