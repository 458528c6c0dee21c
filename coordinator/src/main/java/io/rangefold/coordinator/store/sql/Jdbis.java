package io.rangefold.coordinator.store.sql;

import java.sql.Types;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.Arguments;
import org.jdbi.v3.core.argument.NullArgument;

/** Jdbi as both databases need it. */
final class Jdbis {
    private Jdbis() {}

    static Jdbi create(DataSource connections) {
        Jdbi jdbi = Jdbi.create(connections);
        // A null of no type is a null of any type.
        jdbi.getConfig(Arguments.class).setUntypedNullArgument(new NullArgument(Types.NULL));
        return jdbi;
    }
}
