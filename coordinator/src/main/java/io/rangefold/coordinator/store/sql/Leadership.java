package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.Leader;
import io.rangefold.coordinator.store.LeadershipLostException;
import io.rangefold.coordinator.store.Term;
import io.rangefold.protocol.Epoch;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Table {@code leader}: its one row says who may write, and is locked by who does. */
final class Leadership {
    /** For how long a beginning term waits for a transaction of the last one, in milliseconds. */
    private static final int LOCK_TIMEOUT_MILLIS = 1000;

    private static final String OF_TERM = " WHERE id = 1 AND cluster = :cluster AND epoch = :epoch";

    private final Database database;
    private final String fence;
    private final String take;
    private final String look;
    private final LeaseWatch watch = new LeaseWatch();

    Leadership(Database database) {
        this.database = database;
        this.fence = "UPDATE leader SET expires_at = " + database.leaseEnd() + ", renewals = renewals + 1" + OF_TERM
                + " RETURNING last_group";
        this.take = "UPDATE leader SET epoch = epoch + 1, node = :node, api = :api, expires_at = " + database.leaseEnd()
                + ", renewals = renewals + 1, last_group = 0"
                + " WHERE id = 1 AND epoch = :epoch AND renewals = :renewals RETURNING cluster, epoch";
        this.look = "SELECT *, expires_at IS NULL AS resigned, expires_at <= " + database.now()
                + " AS expired FROM leader WHERE id = 1";
    }

    /** Gives a new store its name; does nothing if it has one. */
    static void name(Handle handle) {
        handle.createUpdate("INSERT INTO leader (id, cluster, epoch, node, api, renewals, last_group)"
                        + " VALUES (1, :cluster, 0, '', '', 0, 0) ON CONFLICT DO NOTHING")
                .bind("cluster", UUID.randomUUID().toString())
                .execute();
    }

    /** What the row says now, if it may be taken. */
    synchronized Optional<LeaseWatch.Sight> vacancy(Handle handle, Leader self, long nanoTime) {
        LeaseWatch.Sight sight = handle.createQuery(look)
                .map((row, context) -> new LeaseWatch.Sight(
                        row.getLong("epoch"),
                        row.getLong("renewals"),
                        // Who listens where the leader did is its successor: two can't listen there.
                        row.getBoolean("resigned") || self.node().equals(row.getString("node")),
                        row.getBoolean("expired")))
                .one();
        return !database.isShared() || watch.isGone(sight, nanoTime) ? Optional.of(sight) : Optional.empty();
    }

    /** Begins a term, unless the row has changed since it was looked at; within a transaction. */
    Optional<Term> take(Handle handle, LeaseWatch.Sight sight, Leader self) {
        if (database.isShared()) {
            handle.execute("SET LOCAL lock_timeout = " + LOCK_TIMEOUT_MILLIS);
        }
        return handle.createQuery(take)
                .bind("node", self.node())
                .bind("api", self.api())
                .bind("epoch", sight.epoch())
                .bind("renewals", sight.renewals())
                .map((row, context) -> new Term(new Epoch(row.getString("cluster"), row.getLong("epoch"))))
                .findOne();
    }

    /**
     * Ends the session that holds the leader's row and does not go on: a process that was stopped in the middle of a
     * transaction. Those that wait for the row stay.
     */
    void endHolder(Handle handle) {
        handle.createQuery("SELECT pg_terminate_backend(held.pid) FROM pg_locks held"
                        + " JOIN pg_stat_activity session ON session.pid = held.pid"
                        + " WHERE held.relation = 'leader'::regclass AND held.mode = 'RowExclusiveLock' AND held.granted"
                        + " AND held.pid <> pg_backend_pid() AND session.wait_event_type IS DISTINCT FROM 'Lock'"
                        + " AND session.datname = current_database()")
                .mapTo(Boolean.class)
                .list();
    }

    /**
     * Goes on leading; to be the first statement of every transaction that writes.
     *
     * @return number of the last group that was written in the term
     */
    long fence(Handle handle, Term term) {
        return handle.createQuery(fence)
                .bind("cluster", term.epoch().cluster())
                .bind("epoch", term.epoch().number())
                .mapTo(Long.class)
                .findOne()
                .orElseThrow(() -> new LeadershipLostException(term));
    }

    void noteGroup(Handle handle, long number) {
        handle.createUpdate("UPDATE leader SET last_group = :group WHERE id = 1")
                .bind("group", number)
                .execute();
    }

    void resign(Handle handle, Term term) {
        handle.createUpdate("UPDATE leader SET expires_at = NULL" + OF_TERM)
                .bind("cluster", term.epoch().cluster())
                .bind("epoch", term.epoch().number())
                .execute();
    }

    static Optional<Leader> leader(Handle handle) {
        return handle.createQuery("SELECT node, api FROM leader WHERE epoch > 0")
                .map((row, context) -> new Leader(row.getString("node"), row.getString("api")))
                .findOne();
    }
}
