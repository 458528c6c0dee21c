package io.rangefold.coordinator.api;

/** The API can't listen where it is told to. */
public final class ApiStartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    ApiStartException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
