package io.rangefold.cli.chaos;

import java.util.Optional;

/** PostgreSQL for rows that need it. */
final class Postgres {
    private Postgres() {}

    static Optional<String> missing() {
        return Optional.of("not yet");
    }
}
