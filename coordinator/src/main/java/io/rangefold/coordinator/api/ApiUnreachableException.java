package io.rangefold.coordinator.api;

/** The coordinator can't be reached, or is none. */
public final class ApiUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    ApiUnreachableException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
