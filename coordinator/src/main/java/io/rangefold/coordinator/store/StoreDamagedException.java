package io.rangefold.coordinator.store;

import org.jspecify.annotations.Nullable;

/** What is stored is not what was written: trying again does not help. */
public final class StoreDamagedException extends StoreException {
    private static final long serialVersionUID = 1L;

    public static final String HINT =
            "nothing was changed; restore a backup, or keep the data for examination and begin with another store";

    /**
     * @param message what is damaged
     * @param cause what the driver said, if it was it who noticed
     */
    public StoreDamagedException(String message, @Nullable Throwable cause) {
        super(message, HINT, cause);
    }
}
