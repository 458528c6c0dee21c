package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.JobStore;
import io.rangefold.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;

/** A new database for one test. */
final class TestDatabase {
    private static final AtomicInteger COUNTER = new AtomicInteger();

    private final String location;
    private final String jdbcUrl;

    private TestDatabase(String location, String jdbcUrl) {
        this.location = location;
        this.jdbcUrl = jdbcUrl;
    }

    static TestDatabase make(Database kind, Path folder) {
        return kind == Database.SQLITE ? sqlite(folder) : postgres();
    }

    static TestDatabase sqlite(Path folder) {
        Path data = folder.resolve("data");
        return new TestDatabase(data.toString(), "jdbc:sqlite:" + data.resolve(SqliteFolder.FILE));
    }

    static TestDatabase postgres() {
        PostgresServer server = server();
        String name = "test" + COUNTER.incrementAndGet();
        server.sql("postgres", "CREATE DATABASE " + name);
        return new TestDatabase(
                server.url(name),
                "jdbc:postgresql://127.0.0.1:" + server.port() + "/" + name + "?user=" + PostgresServer.USER
                        + "&password=" + PostgresServer.PASSWORD);
    }

    /** One server for all tests of this JVM; skips the test, and says why, where there can be none. */
    static PostgresServer server() {
        requirePostgres();
        return Shared.SERVER;
    }

    static void requirePostgres() {
        String missing = PostgresServer.missing();
        if (!missing.isEmpty()) {
            System.out.println("Skipped: " + missing);
        }
        Assumptions.assumeTrue(missing.isEmpty(), missing);
    }

    /** Started when it is first needed, ended with the JVM. */
    private static final class Shared {
        private static final PostgresServer SERVER = PostgresServer.start();
    }

    String location() {
        return location;
    }

    JobStore open() {
        return SqlStores.open(location);
    }

    /** Runs a statement beside the store, as an operator or an accident would. */
    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The one number that a query gives. */
    long number(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(sql)) {
            answer.next();
            return answer.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
