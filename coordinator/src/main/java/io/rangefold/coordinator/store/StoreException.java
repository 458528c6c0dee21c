package io.rangefold.coordinator.store;

import org.jspecify.annotations.Nullable;

/** The database can't do it now; the message says why, for operators, and holds no password. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String hint;

    /**
     * @param message what is wrong and where
     * @param hint what to do about it; empty if nothing is known
     * @param cause what the driver said, if it did
     */
    public StoreException(String message, String hint, @Nullable Throwable cause) {
        super(message, cause);
        this.hint = hint;
    }

    public String hint() {
        return hint;
    }
}
