package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.StoreOpenException;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Brings tables to the newest form. */
final class Migrations {
    /** The version of the last file among the migrations. */
    static final int NEWEST = 3;

    private static final String FOLDER = "classpath:io/rangefold/coordinator/store/sql/migration";

    private Migrations() {}

    /**
     * The version of a database's tables; empty if they are still to be made.
     *
     * @throws StoreOpenException if it is newer than this program
     */
    static Optional<Integer> version(Handle handle, Database database, String place) {
        boolean made = handle.createQuery(database.historyExists())
                .mapTo(Boolean.class)
                .one();
        Optional<Integer> version = made
                ? handle.createQuery("SELECT version FROM flyway_schema_history WHERE version IS NOT NULL"
                                + " ORDER BY installed_rank DESC LIMIT 1")
                        .mapTo(Integer.class)
                        .findOne()
                : Optional.empty();
        if (version.isPresent() && version.get() > NEWEST) {
            throw new StoreOpenException(
                    "the store in " + place + " was made by a newer version of Rangefold: its tables have version "
                            + version.get() + ", this program knows " + NEWEST,
                    "use that version; nothing was changed");
        }
        return version;
    }

    /** Makes what is missing, and gives a new store its name. Flyway takes longer to start than all else here: it is used only then. */
    static void run(Jdbi jdbi, DataSource connections, Database database, String place) {
        boolean current =
                jdbi.withHandle(handle -> version(handle, database, place).equals(Optional.of(NEWEST)));
        if (!current) {
            try {
                Flyway.configure()
                        .dataSource(connections)
                        .loggers("slf4j")
                        .locations(FOLDER)
                        .placeholders(database.types())
                        .load()
                        .migrate();
            } catch (FlywayException e) {
                throw new StoreOpenException(
                        "the tables can't be made in " + place + ": "
                                + Faults.said(e).map(Throwable::getMessage).orElseGet(e::getMessage),
                        "give it a database of its own, and a user who may make tables there",
                        e);
            }
        }
        jdbi.useTransaction(Leadership::name);
    }
}
