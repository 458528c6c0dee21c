package io.rangefold.coordinator.store.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rangefold.coordinator.store.StoreOpenException;
import io.rangefold.testing.PostgresServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What users are told when a database can't be used. */
final class PostgresOpeningTest {
    private static final String SECRET = "s3cret/word";
    private static final String ENCODED_SECRET = "s3cret%2Fword";

    private static StoreOpenException refusal(String location) {
        StoreOpenException refusal = catchThrowableOfType(
                StoreOpenException.class, () -> SqlStores.open(location).close());
        StringWriter everything = new StringWriter();
        refusal.printStackTrace(new PrintWriter(everything));
        assertThat(everything + refusal.hint()).doesNotContain(SECRET).doesNotContain(ENCODED_SECRET);
        return refusal;
    }

    private static String url(String user, String database) {
        return "postgresql://" + user + ":" + ENCODED_SECRET + "@127.0.0.1:"
                + TestDatabase.server().port() + "/" + database;
    }

    @Test
    void wrongPassword_isRefusedAndNotPrinted() {
        assertThat(refusal(url(PostgresServer.USER, "rangefold")))
                .hasMessageContaining("wrong password")
                .hasMessageContaining(PostgresServer.USER)
                .hasMessageContaining("127.0.0.1:" + TestDatabase.server().port());
    }

    @Test
    void unknownDatabase_isNamed() {
        String location = TestDatabase.server().url("nowhere");
        assertThatThrownBy(() -> SqlStores.open(location))
                .isInstanceOf(StoreOpenException.class)
                .hasMessageContaining("there is no database nowhere")
                .hasMessageNotContaining(PostgresServer.PASSWORD);
    }

    @Test
    void userWhoMayNotMakeTables_isTold() {
        PostgresServer server = TestDatabase.server();
        server.sql(
                "rangefold",
                "CREATE ROLE weak LOGIN PASSWORD '" + SECRET + "'; REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        assertThat(refusal(url("weak", "rangefold"))).hasMessageContaining("permission denied");
        server.sql("rangefold", "REVOKE CONNECT ON DATABASE rangefold FROM PUBLIC");
        assertThat(refusal(url("weak", "rangefold"))).hasMessageContaining("weak may not use");
    }

    @Test
    void databaseOfANewerVersion_isLeftAlone() {
        TestDatabase database = TestDatabase.postgres();
        database.open().close();
        database.execute(
                "INSERT INTO flyway_schema_history SELECT installed_rank + 100, '99', description, type, script,"
                        + " checksum, installed_by, installed_on, execution_time, success FROM flyway_schema_history");
        assertThat(refusal(database.location())).hasMessageContaining("newer version");
    }

    @Test
    void databaseOfSomethingElse_isLeftAlone() {
        TestDatabase database = TestDatabase.postgres();
        database.execute("CREATE TABLE jobs (theirs INT)");
        assertThat(refusal(database.location())).hasMessageContaining("can't be made");
        assertThat(database.number("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo(1);
    }

    @Test
    void portWithoutServer_isNamed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThat(refusal("postgresql://me:" + ENCODED_SECRET + "@127.0.0.1:" + port + "/x"))
                .hasMessageContaining("does not answer")
                .hasMessageContaining("127.0.0.1:" + port);
    }

    @Test
    @Timeout(60)
    void serverThatNeverAnswers_isGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(refusal("postgresql://me:" + ENCODED_SECRET + "@127.0.0.1:" + silent.getLocalPort() + "/x"))
                    .hasMessageContaining("does not answer")
                    .hasMessageContaining("127.0.0.1:" + silent.getLocalPort());
        }
    }

    @Test
    void passwordFile_isRead(@TempDir Path folder) throws IOException {
        PostgresServer server = TestDatabase.server();
        Path file = folder.resolve("passwords");
        Files.writeString(
                file, "127.0.0.1:" + server.port() + ":*:" + PostgresServer.USER + ":" + PostgresServer.PASSWORD);
        System.setProperty("org.postgresql.pgpassfile", file.toString());
        try {
            server.sql("postgres", "CREATE DATABASE filed");
            SqlStores.open("postgresql://" + PostgresServer.USER + "@127.0.0.1:" + server.port() + "/filed")
                    .close();
        } finally {
            System.clearProperty("org.postgresql.pgpassfile");
        }
    }

    @Test
    void address_isTakenApart() {
        PostgresAddress address = PostgresAddress.parse(
                "postgresql://me:" + ENCODED_SECRET + "@one,two:7000/jobs?sslmode=require&user=other", Map.of());
        assertThat(address.hosts()).isEqualTo("one:5432,two:7000");
        assertThat(address.database()).isEqualTo("jobs");
        assertThat(address.user()).contains("me");
        assertThat(address.password()).contains(SECRET);
        assertThat(address.options()).isEqualTo(Map.of("sslmode", "require"));
        assertThat(address.jdbcUrl()).isEqualTo("jdbc:postgresql://one:5432,two:7000/jobs");
        assertThat(address.toString()).isEqualTo("postgresql://one:5432,two:7000/jobs");
    }

    @Test
    void address_isCompletedFromTheEnvironment() {
        Map<String, String> environment = Map.of("PGUSER", "env", "PGPASSWORD", SECRET);
        PostgresAddress address = PostgresAddress.parse("jdbc:postgresql://[::1]/jobs", environment);
        assertThat(address.hosts()).isEqualTo("[::1]:5432");
        assertThat(address.user()).contains("env");
        assertThat(address.password()).contains(SECRET);
        assertThat(PostgresAddress.parse("jdbc:postgresql://h/d?user=u&password=p", environment))
                .isEqualTo(new PostgresAddress("h:5432", "d", Optional.of("u"), Optional.of("p"), Map.of()));
    }

    @Test
    void malformedAddress_isNotRepeated() {
        assertThat(refusal("jdbc:oracle://me:" + ENCODED_SECRET + "@host")).hasMessageContaining("malformed");
        assertThat(refusal("postgresql:me:" + ENCODED_SECRET)).isNotNull();
    }
}
