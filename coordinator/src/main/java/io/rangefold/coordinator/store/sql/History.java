package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Table {@code events}. */
final class History {
    private History() {}

    static void append(Handle handle, List<JobEvent> events) {
        if (!events.isEmpty()) {
            List<Row> rows = events.stream().map(History::row).toList();
            Batches.run(handle, rows.get(0).insert("events"), rows);
        }
    }

    static List<JobEvent> read(Handle handle, JobId job, long after, int limit) {
        return handle.createQuery(
                        "SELECT * FROM events WHERE job = :job AND number > :after ORDER BY number LIMIT :limit")
                .bind("job", job.value())
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> event(row))
                .list();
    }

    static List<JobEvent> read(Handle handle, long after, int limit) {
        return handle.createQuery("SELECT * FROM events WHERE number > :after ORDER BY number LIMIT :limit")
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> event(row))
                .list();
    }

    private static Row row(JobEvent event) {
        return new Row()
                .with("at", Moments.text(event.at()))
                .with("type", event.type().name())
                .with("job", event.job().map(JobId::value).orElse(null))
                .with("worker", event.worker().map(WorkerId::value).orElse(null))
                .with("low", event.range().map(Range::low).orElse(null))
                .with("high", event.range().map(Range::high).orElse(null))
                .with("detail", event.detail());
    }

    private static JobEvent event(ResultSet row) throws SQLException {
        long low = row.getLong("low");
        Optional<Range> range = row.wasNull() ? Optional.empty() : Optional.of(Range.of(low, row.getLong("high")));
        return new JobEvent(
                row.getLong("number"),
                Moments.read(row, "at"),
                JobEvent.Type.valueOf(row.getString("type")),
                Optional.ofNullable(row.getString("job")).map(JobId::new),
                Optional.ofNullable(row.getString("worker")).map(WorkerId::new),
                range,
                row.getString("detail"));
    }
}
