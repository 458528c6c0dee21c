package io.rangefold.coordinator.store.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.coordinator.store.StoreOpenException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A store in a PostgreSQL database. */
final class PostgresOpening {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresOpening.class);

    /** One that writes, the others read. */
    private static final int CONNECTIONS = 4;

    /** A server that can't be reached, or does not answer, is given up after this; opening takes one of them. */
    private static final int CONNECT_TIMEOUT_SECONDS = 4;

    private static final int LOGIN_TIMEOUT_SECONDS = 8;
    /** A statement that takes longer fails: on the server, or, if that is not heard of any more, here. */
    private static final int STATEMENT_TIMEOUT_SECONDS = 8;

    private static final int SOCKET_TIMEOUT_SECONDS = 10;
    private static final int POOL_TIMEOUT_MILLIS = 9_000;

    /**
     * A leader that is stopped in the middle of a transaction loses it, and with it the leader's row, though its successor
     * takes that by force before. Commits wait for the disk, whatever the server's default.
     */
    private static final String SESSION = "SET idle_in_transaction_session_timeout = '10s';"
            + "SET statement_timeout = '" + STATEMENT_TIMEOUT_SECONDS + "s';"
            + "SET synchronous_commit = on";

    private PostgresOpening() {}

    static JobStore open(PostgresAddress address, Clock clock) {
        PGSimpleDataSource source = source(address);
        probe(source, address);
        HikariDataSource pool = new HikariDataSource(pool(source));
        boolean success = false;
        try {
            Jdbi jdbi = Jdbis.create(pool);
            Migrations.run(jdbi, pool, Database.POSTGRESQL, address.place());
            success = true;
            return new SqlStore(Database.POSTGRESQL, address.place(), jdbi, clock, pool::close);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            StoreException translated = Faults.translate(address.place(), "open the store", e);
            throw new StoreOpenException(translated.getMessage(), translated.hint(), e);
        } finally {
            if (!success) {
                pool.close();
            }
        }
    }

    private static PGSimpleDataSource source(PostgresAddress address) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(address.jdbcUrl());
        source.setApplicationName("rangefold");
        source.setConnectTimeout(CONNECT_TIMEOUT_SECONDS);
        source.setLoginTimeout(LOGIN_TIMEOUT_SECONDS);
        source.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
        source.setTcpKeepAlive(true);
        try {
            for (Map.Entry<String, String> option : address.options().entrySet()) {
                source.setProperty(option.getKey(), option.getValue());
            }
        } catch (SQLException e) {
            throw new StoreOpenException(
                    "the store's URL has an option that PostgreSQL's driver does not know: " + e.getMessage(),
                    "see the options of the driver",
                    e);
        }
        address.user().ifPresent(source::setUser);
        address.password().ifPresent(source::setPassword);
        return source;
    }

    private static HikariConfig pool(PGSimpleDataSource source) {
        HikariConfig pool = new HikariConfig();
        pool.setDataSource(source);
        pool.setPoolName("postgresql");
        pool.setMaximumPoolSize(CONNECTIONS);
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(POOL_TIMEOUT_MILLIS);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.setConnectionInitSql(SESSION);
        return pool;
    }

    /** Connects once without a pool, so that what is wrong can be told from the first answer. */
    private static void probe(PGSimpleDataSource source, PostgresAddress address) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            if (setting(statement, "transaction_read_only").equals("on")) {
                throw new StoreOpenException(
                        "the database at " + address.place() + " can only be read", "name the primary server");
            }
            for (String setting : new String[] {"fsync", "full_page_writes"}) {
                if (!setting(statement, setting).equals("on")) {
                    LOG.warn(
                            "{} has {} switched off: what is acknowledged is lost when its machine fails",
                            address.place(),
                            setting);
                }
            }
        } catch (SQLException e) {
            throw refusal(address, e);
        }
    }

    private static String setting(Statement statement, String name) throws SQLException {
        try (ResultSet answer = statement.executeQuery("SHOW " + name)) {
            answer.next();
            return answer.getString(1);
        }
    }

    private static StoreOpenException refusal(PostgresAddress address, SQLException failure) {
        String user = address.user().orElse(System.getProperty("user.name"));
        if (Faults.isWrongPassword(failure)) {
            return new StoreOpenException(
                    "the database at " + address.place() + " refuses user " + user + ": wrong password, or no access",
                    "check the user, and the password in PGPASSWORD or ~/.pgpass",
                    failure);
        }
        if (Faults.isUnknownDatabase(failure)) {
            return new StoreOpenException(
                    "there is no database " + address.database() + " at " + address.hosts(),
                    "make it with: createdb " + address.database(),
                    failure);
        }
        if (Faults.isForbidden(failure)) {
            return new StoreOpenException(
                    "user " + user + " may not use the database at " + address.place(),
                    "give it the right to connect and to make tables",
                    failure);
        }
        return new StoreOpenException(
                "the database at " + address.place() + " does not answer: " + failure.getMessage(),
                "check host and port, and that the server runs",
                failure);
    }
}
