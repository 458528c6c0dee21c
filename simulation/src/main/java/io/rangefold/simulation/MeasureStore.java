package io.rangefold.simulation;

import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.protocol.JobId;
import io.rangefold.simulation.DiskJob.Rows;
import io.rangefold.simulation.Simulation.Report;
import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Measures what a job of 10^15 items writes to a store while it runs for about an hour of virtual time, and what is there of
 * it meanwhile and at the end. Groups follow each other as soon as one is written, which takes up to 10 ms. Sizes are those of
 * {@link ChangeSizes}; a database adds its own.
 */
final class MeasureStore {
    private static final long ITEMS = 1_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final long WRITE_NANOS = 10_000_000;
    private static final int GROUPS_PER_SAMPLE = 256;

    private final PrintStream out;

    /** How often, and how much. */
    private static final class Tally {
        private long count;
        private long bytes;
    }

    /** What is written, by kind of change. */
    private static final class Written {
        private final Map<String, Tally> byKind = new TreeMap<>();
        private long groups;
        private long mostChanges;
        private long mostBytes;
        private long mostIntervals;

        private void add(SaveGroup group) {
            groups++;
            long bytes = 0;
            for (Change change : group.changes()) {
                Tally tally = byKind.computeIfAbsent(change.getClass().getSimpleName(), kind -> new Tally());
                long size = ChangeSizes.of(change);
                tally.count++;
                tally.bytes += size;
                bytes += size;
            }
            mostChanges = Math.max(mostChanges, group.changes().size());
            mostBytes = Math.max(mostBytes, bytes);
        }

        private long bytes() {
            return byKind.values().stream().mapToLong(tally -> tally.bytes).sum();
        }
    }

    MeasureStore(PrintStream out) {
        this.out = out;
    }

    /** Measures a job of so many minutes on a cluster of so many workers. */
    void run(int workers, int slots, long minutes) {
        double nanosPerItem = 60.0 * minutes * SECOND * workers * slots / ITEMS;
        TestJob job = TestJob.plain("job", ITEMS, new Cost(Cost.Shape.EQUAL, nanosPerItem, ITEMS));
        JobPlan plan = JobPlan.of(job, JobOptions.DEFAULT);
        Written written = new Written();
        MemoryDisk[] disk = new MemoryDisk[1];
        Simulation simulation = new Simulation(
                Plan.calm(1, Collections.nCopies(workers, NodePlan.of(slots, 1)), List.of(plan))
                        .with(StorePlan.disk(1, WRITE_NANOS)),
                group -> {
                    written.add(group);
                    if (written.groups % GROUPS_PER_SAMPLE == 0) {
                        written.mostIntervals =
                                Math.max(written.mostIntervals, rows(disk[0]).intervals());
                    }
                    return group.changes();
                });
        disk[0] = simulation.disk();
        Report report = simulation.run();
        print(workers, slots, written, report, rows(disk[0]));
    }

    private static Rows rows(MemoryDisk disk) {
        return disk.rows(new JobId("job-1")).orElseThrow().rows();
    }

    private void print(int workers, int slots, Written written, Report report, Rows rows) {
        double seconds = (double) report.nanos() / SECOND;
        out.printf(
                Locale.ROOT,
                "%n%d workers x %d slots, 10^15 items in %.0f s: %d groups, %.1f MB, %.1f kB a second%n%n",
                workers,
                slots,
                seconds,
                written.groups,
                written.bytes() / 1e6,
                written.bytes() / 1e3 / seconds);
        out.println("| change | written | bytes | of them a second |");
        out.println("|---|---:|---:|---:|");
        written.byKind.forEach((kind, tally) -> out.printf(
                Locale.ROOT, "| %s | %d | %d | %.1f |%n", kind, tally.count, tally.bytes, tally.count / seconds));
        out.printf(
                "%nLargest group: %d changes, %d bytes. Most intervals while it ran: %d.%n",
                written.mostChanges, written.mostBytes, written.mostIntervals);
        out.printf(
                "Rows at the end: %d intervals, %d partials, %d audits, %d events.%n",
                rows.intervals(), rows.partials(), rows.audits(), rows.events());
    }
}
