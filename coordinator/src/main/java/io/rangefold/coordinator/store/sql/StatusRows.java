package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.service.JobFault;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.store.JobStatus;
import io.rangefold.coordinator.store.JobStatus.Counters;
import io.rangefold.job.Verification;
import io.rangefold.protocol.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/** Between statuses of jobs and the columns of table {@code jobs} that change. */
final class StatusRows {
    private static final String SUM = "status_crc";

    /** Younger than the other columns: while it is empty, it is not summed, so that the sums of older rows stay right. */
    private static final String PRIORITY = "new_priority";

    private StatusRows() {}

    /** What a job's columns hold between its submission and its first status. */
    static JobStatus queued(JobId id) {
        return new JobStatus(
                id,
                JobState.QUEUED,
                0,
                new byte[0],
                false,
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                0,
                new Counters(0, 0, 0, 0, 0, 0, 0, 0, ""),
                Optional.empty(),
                true,
                Optional.empty(),
                OptionalInt.empty());
    }

    static Row row(JobStatus status) {
        Counters counters = status.counters();
        Optional<Verification> checked = status.verification();
        Optional<JobFault> fault = status.fault();
        Row row = new Row()
                .with("id", status.id().value())
                .with("state", status.state().name())
                .with("started_at", Moments.text(status.startedAt()))
                .with("finished_at", Moments.text(status.finishedAt()))
                .with("stage", status.stage())
                .with("done_items", status.doneItems())
                .with("total_items", status.totalItems())
                .with("items", counters.items())
                .with("leases", counters.leases())
                .with("commits", counters.commits())
                .with("redispatched", counters.redispatched())
                .with("stolen", counters.stolen())
                .with("workers", counters.workers())
                .with("slots", counters.slots())
                .with("audited_items", counters.auditedItems())
                .with("audits", counters.audits())
                .with("audited_elsewhere", counters.auditedElsewhere())
                .with("busy_nanos", counters.busyNanos())
                .with("age_nanos", status.ageNanos())
                .with("kernel", counters.kernel())
                .with("early", status.early())
                .with("complete", status.complete())
                .with("verdict", checked.map(it -> it.verdict().name()).orElse(null))
                .with("verified_by", checked.map(Verification::method).orElse(null))
                .with("verified_share", checked.map(Verification::coverage).orElse(null))
                .with("verified_detail", checked.map(Verification::detail).orElse(null))
                .with("fault_code", fault.map(JobFault::code).orElse(null))
                .with("fault_message", fault.map(JobFault::message).orElse(null))
                .with("fault_where", fault.map(JobFault::where).orElse(null))
                .with("fault_hint", fault.map(JobFault::hint).orElse(null))
                .with("known", status.known());
        return status.priority().isPresent()
                ? row.with(PRIORITY, status.priority().getAsInt()).summed(SUM)
                : row.summed(SUM).with(PRIORITY, null);
    }

    static JobStatus read(ResultSet row) throws SQLException {
        return Row.read(row, "job " + row.getString("id"), SUM, StatusRows::decode, StatusRows::row);
    }

    private static JobStatus decode(ResultSet row) throws SQLException {
        return new JobStatus(
                new JobId(row.getString("id")),
                JobState.valueOf(row.getString("state")),
                row.getInt("stage"),
                row.getBytes("known"),
                row.getBoolean("early"),
                Moments.readOptional(row, "started_at"),
                Moments.readOptional(row, "finished_at"),
                row.getLong("age_nanos"),
                row.getLong("done_items"),
                row.getLong("total_items"),
                counters(row),
                verification(row),
                row.getBoolean("complete"),
                fault(row),
                priority(row));
    }

    private static OptionalInt priority(ResultSet row) throws SQLException {
        int priority = row.getInt(PRIORITY);
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(priority);
    }

    private static Counters counters(ResultSet row) throws SQLException {
        return new Counters(
                row.getLong("items"),
                row.getLong("leases"),
                row.getLong("commits"),
                row.getLong("redispatched"),
                row.getLong("stolen"),
                row.getInt("workers"),
                row.getInt("slots"),
                row.getLong("busy_nanos"),
                row.getString("kernel"),
                row.getLong("audited_items"),
                row.getLong("audits"),
                row.getLong("audited_elsewhere"));
    }

    private static Optional<Verification> verification(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return verdict == null
                ? Optional.empty()
                : Optional.of(new Verification(
                        Verification.Verdict.valueOf(verdict),
                        row.getString("verified_by"),
                        row.getDouble("verified_share"),
                        row.getString("verified_detail")));
    }

    private static Optional<JobFault> fault(ResultSet row) throws SQLException {
        String code = row.getString("fault_code");
        return code == null
                ? Optional.empty()
                : Optional.of(new JobFault(
                        code,
                        row.getString("fault_message"),
                        row.getString("fault_where"),
                        row.getString("fault_hint")));
    }
}
