package io.rangefold.coordinator.store;

/** A store can't be used as it is, or not by this process: users are told, and nothing of it was changed. */
public final class StoreOpenException extends StoreException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong and where
     * @param hint what to do about it; empty if nothing is known
     * @param cause what the driver or the system said
     */
    public StoreOpenException(String message, String hint, Throwable cause) {
        super(message, hint, cause);
    }

    /** @see #StoreOpenException(String, String, Throwable) */
    public StoreOpenException(String message, String hint) {
        super(message, hint, null);
    }
}
