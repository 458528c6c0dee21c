package io.rangefold.coordinator.node;

/** A coordinator can't be started as it was asked to. */
public final class NodeStartException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    /**
     * @param message what is wrong
     * @param hint what to do about it
     * @param cause what the system said
     */
    public NodeStartException(String message, String hint, Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
