package io.rangefold.coordinator.store.sql;

import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** One statement for many rows, sent together. */
final class Batches {
    private Batches() {}

    /** Rows have the same columns. */
    static void run(Handle handle, String sql, Collection<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedBatch batch = handle.prepareBatch(sql)) {
            for (Row row : rows) {
                row.bindTo(batch);
                batch.add();
            }
            batch.execute();
        }
    }

    /** Inserts them, or puts them in the place of rows with the same {@code key}, which are columns separated by commas. */
    static void upsert(Handle handle, String table, String key, Collection<Row> rows) {
        if (!rows.isEmpty()) {
            Row any = rows.iterator().next();
            run(handle, any.insert(table) + " ON CONFLICT (" + key + ") DO UPDATE SET " + any.excluded(), rows);
        }
    }
}
