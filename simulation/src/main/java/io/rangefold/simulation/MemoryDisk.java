package io.rangefold.simulation;

import io.rangefold.coordinator.store.Change;
import io.rangefold.coordinator.store.JobRecord;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.LeadershipLostException;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.coordinator.store.StoredState.Segment;
import io.rangefold.coordinator.store.Term;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.WorkerId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a {@link JobStore} keeps, in memory, written independently of those that keep it in a database. It refuses what a
 * store refuses; and what it is given has to fit together behind every group, or the run fails.
 */
final class MemoryDisk {
    private final String cluster;
    private final Function<String, TestJob> decoder;
    private final Damage damage;
    private final boolean checks;
    private final Map<JobId, DiskJob> jobs = new LinkedHashMap<>();
    private final Map<BlobId, byte[]> blobs = new HashMap<>();
    private final Set<WorkerId> quarantined = new LinkedHashSet<>();
    private long term;
    private long lastGroup;
    private long leaseEndNanos = Long.MIN_VALUE;

    /** What a disk does wrong: nothing. Others do, so that it is seen whether anybody notices. */
    interface Damage {
        Damage NONE = SaveGroup::changes;

        /** What it keeps of a group that it has written. */
        List<Change> keep(SaveGroup group);

        /** Whether it says that a group is written before it is. */
        default boolean isHasty() {
            return false;
        }

        /** Whether it takes groups of terms that are over. */
        default boolean takesAll() {
            return false;
        }
    }

    /**
     * @param cluster its random name
     * @param decoder the test's job by what its spec says
     * @param damage what becomes of groups
     * @param checks whether what is written has to fit together
     */
    MemoryDisk(String cluster, Function<String, TestJob> decoder, Damage damage, boolean checks) {
        this.cluster = cluster;
        this.decoder = decoder;
        this.damage = damage;
        this.checks = checks;
    }

    // ---- leadership ----

    /** Begins a term; not before the lease of the present leader is over, if several share the disk. */
    Optional<Term> tryLead(boolean shared, long nowNanos) {
        if (shared && nowNanos < leaseEndNanos) {
            return Optional.empty();
        }
        term++;
        lastGroup = 0;
        leaseEndNanos = nowNanos + JobStore.LEASE.toNanos();
        return Optional.of(new Term(new Epoch(cluster, term)));
    }

    /** @throws LeadershipLostException if another term has begun */
    void renew(Term of, long nowNanos) {
        fence(of);
        leaseEndNanos = nowNanos + JobStore.LEASE.toNanos();
    }

    private void fence(Term of) {
        if (!isNewest(of) && !damage.takesAll()) {
            throw new LeadershipLostException(of);
        }
    }

    boolean isHasty() {
        return damage.isHasty();
    }

    /** How many terms there were. */
    long terms() {
        return term;
    }

    boolean isNewest(Term of) {
        return of.epoch().number() == term && of.epoch().cluster().equals(cluster);
    }

    // ---- groups ----

    /**
     * Writes a group as a whole, unless it is there already.
     *
     * @param content of segments
     * @throws LeadershipLostException if another term has begun
     * @throws IllegalStateException if what is on the disk then does not fit together
     */
    void write(Term of, SaveGroup group, Function<BlobId, byte[]> content, long nowNanos) {
        renew(of, nowNanos);
        if (isNewest(of)) {
            if (group.number() <= lastGroup) {
                return;
            }
            if (group.number() != lastGroup + 1) {
                throw new IllegalStateException("group " + group.number() + " comes after group " + lastGroup);
            }
            lastGroup = group.number();
        }
        Set<DiskJob> touched = new LinkedHashSet<>();
        damage.keep(group).forEach(change -> apply(change, content, touched));
        for (DiskJob job : touched) {
            job.groupEnds();
            if (checks) {
                check(job, group);
            }
        }
    }

    private static void check(DiskJob job, SaveGroup group) {
        try {
            job.check();
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "behind group " + group + " job " + job.header().id() + " " + e.getMessage(), e);
        }
    }

    private void apply(Change change, Function<BlobId, byte[]> content, Set<DiskJob> touched) {
        if (change instanceof Change.Submitted submitted) {
            JobId id = submitted.header().id();
            DiskJob job = new DiskJob(
                    submitted.header(),
                    decoder.apply(TestJob.nameIn(submitted.header().spec())));
            if (jobs.putIfAbsent(id, job) != null) {
                throw new IllegalStateException("submitted twice: " + id);
            }
            return;
        }
        if (change instanceof Change.Quarantined q) {
            quarantined.add(q.worker());
            return;
        }
        if (change instanceof Change.SegmentAdded added) {
            blobs.computeIfAbsent(added.ref().id(), content);
        }
        Optional<JobId> id = jobOf(change);
        if (id.isPresent()) {
            DiskJob job = job(id.get());
            job.apply(change);
            touched.add(job);
        }
    }

    private DiskJob job(JobId id) {
        DiskJob job = jobs.get(id);
        if (job == null) {
            throw new IllegalStateException("changes, but was not submitted: " + id);
        }
        return job;
    }

    /** Whose job a change is about; empty if it is about none. */
    private static Optional<JobId> jobOf(Change change) {
        if (change instanceof Change.Updated c) {
            return Optional.of(c.status().id());
        } else if (change instanceof Change.Covered c) {
            return Optional.of(c.job());
        } else if (change instanceof Change.Merged c) {
            return Optional.of(c.job());
        } else if (change instanceof Change.Disowned c) {
            return Optional.of(c.job());
        } else if (change instanceof Change.StageBegun c) {
            return Optional.of(c.job());
        } else if (change instanceof Change.SegmentAdded c) {
            return Optional.of(c.job());
        } else if (change instanceof Change.SegmentsDropped c) {
            return Optional.of(c.job());
        } else if (change instanceof Change.AuditDrawn c) {
            return Optional.of(c.job());
        } else if (change instanceof Change.AuditClosed c) {
            return Optional.of(c.job());
        } else if (change instanceof Change.Settled c) {
            return Optional.of(c.job());
        } else if (change instanceof Change.Remembered c) {
            return Optional.of(c.job());
        } else if (change instanceof Change.Happened c) {
            return c.event().job();
        }
        throw new IllegalArgumentException("an unknown change: " + change);
    }

    // ---- reading ----

    /** @throws LeadershipLostException if another term has begun */
    StoredState load(Term of) {
        fence(of);
        long last = jobs.values().stream()
                .mapToLong(job -> job.header().number())
                .max()
                .orElse(0);
        return new StoredState(
                jobs.values().stream()
                        .filter(job -> !job.isEnded())
                        .sorted((a, b) ->
                                Long.compare(a.header().number(), b.header().number()))
                        .map(DiskJob::stored)
                        .toList(),
                new HashSet<>(quarantined),
                last);
    }

    Optional<JobRecord> find(JobId id) {
        return Optional.ofNullable(jobs.get(id)).map(DiskJob::record);
    }

    Optional<DiskJob> rows(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    List<Segment> segments(JobId id) {
        return job(id).output();
    }

    Optional<byte[]> blob(BlobId id) {
        return Optional.ofNullable(blobs.get(id));
    }

    /** Whether all of {@code range} is committed. */
    boolean covers(JobId id, int stage, Range range) {
        return rows(id).filter(job -> Ranges.cover(job.covered(stage), range)).isPresent();
    }

    /** Whether a part of {@code range} is committed. */
    boolean overlaps(JobId id, int stage, Range range) {
        return overlaps(id, stage, range, Set.of());
    }

    /** Whether a part of {@code range} is committed, by somebody else than these. */
    boolean overlaps(JobId id, int stage, Range range, Set<WorkerId> without) {
        return rows(id).filter(job -> job.covered(stage, without).stream().anyMatch(range::overlaps))
                .isPresent();
    }
}
