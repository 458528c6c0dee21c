package io.rangefold.coordinator.node;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.protocol.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The history of a coordinator without a store: the newest events, of all jobs together. Their numbers begin above those of
 * every earlier process, so that nobody who reads on from a number of another process misses something. Not thread-safe.
 */
final class MemoryHistory {
    /** So many events are kept. */
    static final int MOST = 50_000;

    private static final long NUMBERS_PER_MILLI = 1000;

    private final TreeMap<Long, JobEvent> events = new TreeMap<>();
    private long lastNumber;

    /** @param now by the wall clock */
    MemoryHistory(Instant now) {
        this.lastNumber = now.toEpochMilli() * NUMBERS_PER_MILLI;
    }

    /** Takes what a store would have appended. */
    void append(SaveGroup group) {
        for (Change change : group.changes()) {
            if (change instanceof Change.Happened happened) {
                JobEvent event = happened.event();
                lastNumber++;
                events.put(
                        lastNumber,
                        new JobEvent(
                                lastNumber,
                                event.at(),
                                event.type(),
                                event.job(),
                                event.worker(),
                                event.range(),
                                event.detail()));
            }
        }
        while (events.size() > MOST) {
            events.pollFirstEntry();
        }
    }

    /**
     * Events above a number, oldest first.
     *
     * @param job of that job alone; empty for all there are
     */
    List<JobEvent> after(Optional<JobId> job, long after, int limit) {
        return events.tailMap(after, false).values().stream()
                .filter(event -> job.isEmpty() || event.job().equals(job))
                .limit(limit)
                .toList();
    }
}
