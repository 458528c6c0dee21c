package io.rangefold.benchmark.store;

import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.JobHeader;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.Leader;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.StoredState.Share;
import io.rangefold.coordinator.store.Term;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes commits of one job to a store, group by group. */
final class Writer implements AutoCloseable {
    private static final JobId JOB = new JobId("benchmark");
    private static final int PARTIAL_BYTES = 40;
    /** Between the intervals of two owners. */
    private static final long SHARE = 1L << 40;

    private final JobStore store;
    private final Term term;
    private long group;
    private long position;
    private int owners;

    Writer(JobStore store) {
        this.store = store;
        this.term =
                store.tryLead(new Leader("127.0.0.1:1", "http://127.0.0.1:2")).orElseThrow();
        JobHeader header = new JobHeader(
                JOB,
                1,
                "range-sum",
                new byte[8],
                Map.of(),
                JobOptions.DEFAULT,
                Optional.empty(),
                List.of(),
                Instant.now());
        write(List.of(new Change.Submitted(header)));
    }

    private void write(List<Change> changes) {
        group++;
        store.write(term, new SaveGroup(group, changes), Writer::noData);
    }

    private static byte[] noData(BlobId id) {
        throw new IllegalStateException("nothing names data");
    }

    double groupsPerSecond(int commits, double seconds) {
        owners = Math.max(owners, commits);
        long start = System.nanoTime();
        long groups = 0;
        double elapsed = 0;
        while (elapsed < seconds) {
            write(changes(commits));
            groups++;
            elapsed = (System.nanoTime() - start) / 1e9;
        }
        return groups / elapsed;
    }

    private List<Change> changes(int commits) {
        position++;
        List<Change> changes = new ArrayList<>();
        for (int owner = 0; owner < commits; owner++) {
            long low = owner * SHARE;
            changes.add(new Change.Covered(JOB, 0, name(owner), low, OptionalLong.of(low + position)));
            changes.add(new Change.Merged(JOB, 0, name(owner), true, new byte[PARTIAL_BYTES]));
        }
        return changes;
    }

    private static String name(int owner) {
        return "worker-" + owner;
    }

    /** Whether the last group is there, and nothing else. */
    void check() {
        List<Share> shares = store.load(term).jobs().get(0).shares();
        Range first = shares.stream()
                .filter(share -> share.owner().equals(name(0)))
                .findFirst()
                .orElseThrow()
                .ranges()
                .get(0);
        WrongAnswerException.check(
                "the store",
                List.of(owners + " owners", "up to " + position),
                List.of(shares.size() + " owners", "up to " + first.high()));
    }

    @Override
    public void close() {
        store.close();
    }
}
