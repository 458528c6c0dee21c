package io.rangefold.coordinator.store.sql;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Removes jobs that ended long ago; each step is a transaction of its own, so that nobody waits long for it. */
final class Pruning {
    private static final int JOBS_AT_ONCE = 20;

    private Pruning() {}

    /** Removes some of the jobs that ended before that; gives their number, 0 if there are none left. */
    static int removeJobs(Handle handle, Instant before) {
        List<String> ids = handle.createQuery("SELECT id FROM jobs WHERE finished_at < :before"
                        + " AND state IN ('SUCCEEDED', 'FAILED', 'CANCELLED', 'TIMED_OUT') ORDER BY finished_at LIMIT "
                        + JOBS_AT_ONCE)
                .bind("before", Moments.text(before))
                .mapTo(String.class)
                .list();
        if (!ids.isEmpty()) {
            handle.createUpdate("DELETE FROM events WHERE job IN (<ids>)")
                    .bindList("ids", ids)
                    .execute();
            // What belongs to a job goes with its row.
            handle.createUpdate("DELETE FROM jobs WHERE id IN (<ids>)")
                    .bindList("ids", ids)
                    .execute();
        }
        return ids.size();
    }

    /** Removes what happened to no job before that. */
    static void removeEvents(Handle handle, Instant before) {
        handle.createUpdate("DELETE FROM events WHERE job IS NULL AND at < :before")
                .bind("before", Moments.text(before))
                .execute();
    }
}
