package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.StoreOpenException;
import java.nio.file.Path;
import java.time.Clock;

/** Opens stores. */
public final class SqlStores {
    private SqlStores() {}

    /**
     * Opens a store, and makes it where there is none. A store that is damaged or not ours is left as it is.
     *
     * @param location a folder, made if only it is missing, or the URL of a PostgreSQL database, as {@code postgresql://...} or
     *     {@code jdbc:postgresql://...}; what it does not say of user and password is taken from the variables {@code PGUSER} and
     *     {@code PGPASSWORD} and the file {@code ~/.pgpass}
     * @throws StoreOpenException if it can't be used; after 10 s at the latest
     */
    public static JobStore open(String location) {
        if (PostgresAddress.isOne(location)) {
            return PostgresOpening.open(PostgresAddress.parse(location, System.getenv()), Clock.systemUTC());
        }
        return SqliteFolder.open(Path.of(location), Clock.systemUTC());
    }
}
