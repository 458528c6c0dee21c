package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.Change.StoredAudit;
import io.rangefold.coordinator.store.JobRecord;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.coordinator.store.StoredState.Segment;
import io.rangefold.coordinator.store.StoredState.Share;
import io.rangefold.coordinator.store.StoredState.StoredJob;
import io.rangefold.coordinator.store.sql.StageRows.Interval;
import io.rangefold.coordinator.store.sql.StageRows.Output;
import io.rangefold.coordinator.store.sql.StageRows.Owner;
import io.rangefold.coordinator.store.sql.StageRows.Part;
import io.rangefold.coordinator.store.sql.StageRows.Waiting;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Reads all that a new leader begins with, in as many queries as there are tables. */
final class StateReader {
    private static final String UNFINISHED = "('QUEUED', 'RUNNING', 'PAUSED')";

    private final Handle handle;

    private StateReader(Handle handle) {
        this.handle = handle;
    }

    static StoredState read(Handle handle) {
        return new StateReader(handle).state();
    }

    private StoredState state() {
        List<JobRecord> jobs = handle.createQuery(
                        JobReader.SELECT + " WHERE state IN " + UNFINISHED + " ORDER BY number")
                .map((row, context) -> JobReader.record(row))
                .list();
        Map<String, Integer> stages = jobs.stream()
                .collect(Collectors.toMap(
                        job -> job.header().id().value(), job -> job.status().stage()));
        Map<String, List<Share>> shares = shares(stages);
        Map<String, List<Segment>> segments = byJob(
                all("segments", "low", (row, context) -> StageRows.readOutput(row)), Output::job, Output::segment);
        Map<String, List<StoredAudit>> audits = byJob(
                all("audits", "low", (row, context) -> StageRows.readAudit(row)).stream()
                        .filter(it -> stages.get(it.job()) == it.audit().stage())
                        .toList(),
                Waiting::job,
                Waiting::audit);
        Map<String, Set<WorkerId>> settled = settled();
        return new StoredState(
                jobs.stream()
                        .map(job -> {
                            String id = job.header().id().value();
                            return new StoredJob(
                                    job,
                                    shares.getOrDefault(id, List.of()),
                                    segments.getOrDefault(id, List.of()),
                                    audits.getOrDefault(id, List.of()),
                                    settled.getOrDefault(id, Set.of()));
                        })
                        .toList(),
                quarantined(),
                handle.createQuery("SELECT coalesce(max(number), 0) FROM jobs")
                        .mapTo(Long.class)
                        .one());
    }

    /** Rows of unfinished jobs, of all stages: each is checked before it is passed over. */
    private <T> List<T> all(String table, String order, RowMapper<T> mapper) {
        return handle.createQuery("SELECT t.* FROM " + table + " t JOIN jobs ON jobs.id = t.job WHERE jobs.state IN "
                        + UNFINISHED + " ORDER BY t.job, t.stage, t." + order)
                .map(mapper)
                .list();
    }

    /** Of the present stages, by job; of each, in the order of owners. */
    private Map<String, List<Share>> shares(Map<String, Integer> stages) {
        Map<Owner, List<Range>> ranges =
                all("checkpoints", "low", (row, context) -> StageRows.readInterval(row)).stream()
                        .collect(Collectors.groupingBy(
                                Interval::owner, Collectors.mapping(Interval::range, Collectors.toList())));
        Map<Owner, List<byte[]>> partials = all("partials", "part", (row, context) -> StageRows.readPart(row)).stream()
                .collect(Collectors.groupingBy(Part::owner, Collectors.mapping(Part::partial, Collectors.toList())));
        return Stream.concat(ranges.keySet().stream(), partials.keySet().stream())
                .distinct()
                .filter(it -> stages.get(it.job()) == it.stage())
                .sorted(Comparator.comparing(Owner::name))
                .collect(Collectors.groupingBy(
                        Owner::job,
                        Collectors.mapping(
                                it -> new Share(
                                        it.name(),
                                        ranges.getOrDefault(it, List.of()),
                                        partials.getOrDefault(it, List.of())),
                                Collectors.toList())));
    }

    private static <T, V> Map<String, List<V>> byJob(List<T> all, Function<T, String> job, Function<T, V> value) {
        return all.stream().collect(Collectors.groupingBy(job, Collectors.mapping(value, Collectors.toList())));
    }

    private Map<String, Set<WorkerId>> settled() {
        Map<String, Set<WorkerId>> byJob = new HashMap<>();
        handle.createQuery("SELECT s.job, s.worker FROM settled s JOIN jobs ON jobs.id = s.job WHERE jobs.state IN "
                        + UNFINISHED)
                .map((row, context) -> Map.entry(row.getString("job"), new WorkerId(row.getString("worker"))))
                .forEach(row -> byJob.computeIfAbsent(row.getKey(), job -> new HashSet<>())
                        .add(row.getValue()));
        return byJob;
    }

    private Set<WorkerId> quarantined() {
        return handle.createQuery("SELECT worker FROM quarantine").mapTo(String.class).stream()
                .map(WorkerId::new)
                .collect(Collectors.toSet());
    }
}
