package io.rangefold.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.testing.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The tables of a store, read beside the coordinator as an operator would. */
interface Records {

    /** Rows, their columns joined by {@code |}. */
    List<String> read(String sql);

    /** Those of a store in a folder. */
    static Records of(Path folder) {
        return sql -> {
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rangefold.db"));
                    Statement statement = connection.createStatement();
                    ResultSet found = statement.executeQuery(sql)) {
                List<String> rows = new ArrayList<>();
                while (found.next()) {
                    List<String> columns = new ArrayList<>();
                    for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                        columns.add(String.valueOf(found.getString(i)));
                    }
                    rows.add(String.join("|", columns));
                }
                return rows;
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        };
    }

    /** Those of a database. */
    static Records of(PostgresServer server) {
        return sql -> server.sql("rangefold", sql).lines().toList();
    }

    /** Changes a store in a folder that nobody uses. */
    static void change(Path folder, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("rangefold.db"));
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).as(sql).isPositive();
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** What is committed of the job tiles {@code [0, items)}: nothing twice, nothing missing. */
    default void assertTiled(String job, long items) {
        long reached = 0;
        for (String row : read("SELECT low, high FROM checkpoints WHERE job = '" + job + "' ORDER BY low")) {
            String[] bounds = row.split("\\|");
            assertThat(Long.parseLong(bounds[0])).as("the next range of " + job).isEqualTo(reached);
            reached = Long.parseLong(bounds[1]);
        }
        assertThat(reached).as("end of what is committed of " + job).isEqualTo(items);
    }
}
