package io.rangefold.coordinator.store.sql;

import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.Change.Disowned;
import io.rangefold.coordinator.store.Change.SegmentsDropped;
import io.rangefold.coordinator.store.Change.StageBegun;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.coordinator.store.sql.ChangeWindow.Place;
import io.rangefold.coordinator.store.sql.StageRows.Owner;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Makes the changes of a group within a transaction, in one batch for each kind of row: the cost depends on the rows that change, not on
 * what the job has had before.
 */
final class GroupWriter {
    private static final String OF_OWNER = " WHERE job = :job AND stage = :stage AND owner = :owner";
    private static final String NEXT_PART = "(SELECT coalesce(max(part), 0) + 1 FROM partials" + OF_OWNER + ")";
    private static final String INSERT_PART = "INSERT INTO partials (job, stage, owner, part, partial, crc)"
            + " VALUES (:job, :stage, :owner, " + NEXT_PART + ", :partial, :crc)";

    private final Handle handle;
    private final Clock clock;

    GroupWriter(Handle handle, Clock clock) {
        this.handle = handle;
        this.clock = clock;
    }

    void write(List<Change> changes) {
        ChangeWindow window = new ChangeWindow();
        for (Change change : changes) {
            if (!window.take(change)) {
                write(window);
                window = new ChangeWindow();
                remove(change);
            }
        }
        write(window);
    }

    private void write(ChangeWindow window) {
        window.submitted().forEach(this::insert);
        List<Row> statuses = window.statuses();
        if (!statuses.isEmpty()) {
            String assignments = statuses.get(0).assignments();
            Batches.run(handle, "UPDATE jobs SET " + assignments + " WHERE id = :id", statuses);
        }
        Batches.run(handle, "DELETE FROM checkpoints" + OF_OWNER + " AND low = :low", window.endedIntervals());
        Batches.upsert(handle, "checkpoints", "job, stage, owner, low", window.intervals());
        Batches.run(handle, "DELETE FROM partials" + OF_OWNER, window.replacedOwners());
        Batches.run(handle, INSERT_PART, window.parts());
        Batches.upsert(handle, "segments", "job, stage, low", window.outputs());
        Batches.run(
                handle,
                "DELETE FROM audits WHERE job = :job AND stage = :stage AND low = :low AND high = :high",
                window.closedAudits());
        Batches.upsert(handle, "audits", "job, stage, low, high", window.audits());
        Batches.upsert(handle, "settled", "job, worker", window.settled());
        Batches.upsert(handle, "lives", "job", window.lives());
        writeHistory(window);
    }

    private void writeHistory(ChangeWindow window) {
        String now = Moments.text(clock.instant());
        Batches.upsert(
                handle,
                "quarantine",
                "worker",
                window.quarantined().stream()
                        .map(it -> new Row()
                                .with("worker", it.worker().value())
                                .with("reason", it.reason())
                                .with("since", now))
                        .toList());
        History.append(handle, window.events());
    }

    private void insert(JobHeader header) {
        Row row = HeaderRows.row(header);
        StatusRows.row(StatusRows.queued(header.id())).addTo(row);
        Batches.run(handle, row.insert("jobs"), List.of(row));
        List<Row> inputs = new ArrayList<>();
        for (int i = 0; i < header.inputs().size(); i++) {
            inputs.add(new Row()
                    .with("job", header.id().value())
                    .with("position", i)
                    .with("sha256", header.inputs().get(i).sha256()));
        }
        Batches.run(handle, "INSERT INTO inputs (job, position, sha256) VALUES (:job, :position, :sha256)", inputs);
    }

    /** Makes a change that may concern many rows. */
    private void remove(Change change) {
        if (change instanceof Disowned it) {
            List<Row> owner = List.of(new Owner(it.job().value(), it.stage(), it.owner()).row());
            Batches.run(handle, "DELETE FROM checkpoints" + OF_OWNER, owner);
            Batches.run(handle, "DELETE FROM partials" + OF_OWNER, owner);
        } else if (change instanceof StageBegun it) {
            Row stage = new Row().with("job", it.job().value()).with("stage", it.stage());
            for (String table : List.of("checkpoints", "partials", "audits")) {
                Batches.run(handle, "DELETE FROM " + table + " WHERE job = :job AND stage < :stage", List.of(stage));
            }
        } else if (change instanceof SegmentsDropped it) {
            Row place = new Place(it.job().value(), it.stage(), it.range()).row();
            Batches.run(
                    handle,
                    "DELETE FROM segments WHERE job = :job AND stage = :stage AND low >= :low AND high <= :high",
                    List.of(place));
        } else {
            throw new AssertionError("no form for " + change.getClass().getSimpleName());
        }
    }
}
