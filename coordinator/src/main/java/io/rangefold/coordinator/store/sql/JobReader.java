package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.store.JobRecord;
import io.rangefold.coordinator.store.StoredState.Segment;
import io.rangefold.protocol.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Reads jobs for those who ask. */
final class JobReader {
    static final String SELECT = "SELECT jobs.*, (SELECT string_agg(sha256, ' ' ORDER BY position) FROM inputs"
            + " WHERE inputs.job = jobs.id) AS inputs,"
            + " useful_nanos, lost_nanos, idle_nanos, verification_nanos FROM jobs LEFT JOIN lives ON lives.job = jobs.id";

    private JobReader() {}

    static JobRecord record(ResultSet row) throws SQLException {
        return new JobRecord(HeaderRows.read(row), StatusRows.read(row), LifeRows.cpu(row));
    }

    static Optional<JobRecord> find(Handle handle, JobId id) {
        return one(handle.createQuery(SELECT + " WHERE id = :value").bind("value", id.value()));
    }

    static Optional<JobRecord> findByKey(Handle handle, String key) {
        return one(
                handle.createQuery(SELECT + " WHERE idempotency_key = :value").bind("value", key));
    }

    private static Optional<JobRecord> one(Query query) {
        return query.map((row, context) -> record(row)).findOne();
    }

    static List<JobRecord> list(Handle handle, JobFilter filter) {
        // What is not asked for is left out: the database chooses an index by what is there.
        StringBuilder sql = new StringBuilder(SELECT).append(" WHERE number > 0");
        filter.before().ifPresent(it -> sql.append(" AND number < (SELECT number FROM jobs WHERE id = :before)"));
        filter.kind().ifPresent(it -> sql.append(" AND kind = :kind"));
        filter.name().ifPresent(it -> sql.append(" AND folded_name LIKE :name ESCAPE '!'"));
        if (!filter.states().isEmpty()) {
            sql.append(" AND state IN (<states>)");
        }
        Query query = handle.createQuery(
                        sql.append(" ORDER BY number DESC LIMIT :limit").toString())
                .bind("limit", filter.limit());
        filter.before().ifPresent(it -> query.bind("before", it.value()));
        filter.kind().ifPresent(it -> query.bind("kind", it));
        filter.name().ifPresent(it -> query.bind("name", pattern(it)));
        if (!filter.states().isEmpty()) {
            query.bindList("states", names(filter.states()));
        }
        return query.map((row, context) -> record(row)).list();
    }

    private static List<String> names(Set<JobState> states) {
        return states.stream().map(JobState::name).toList();
    }

    /** Texts that contain {@code part}, whose own wildcards stand for themselves. */
    private static String pattern(String part) {
        String folded =
                HeaderRows.fold(part).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + folded + "%";
    }

    /** A stage that writes output takes the place of those before it. */
    static List<Segment> segments(Handle handle, JobId id) {
        return handle.createQuery("SELECT * FROM segments WHERE job = :job"
                        + " AND stage = (SELECT max(stage) FROM segments WHERE job = :job) ORDER BY low")
                .bind("job", id.value())
                .map((row, context) -> StageRows.readOutput(row).segment())
                .list();
    }
}
