package io.rangefold.coordinator.node;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.coordinator.store.JobLife;
import io.rangefold.coordinator.store.JobRecord;
import io.rangefold.coordinator.store.JobStore;
import io.rangefold.coordinator.store.Leader;
import io.rangefold.coordinator.store.LeadershipLostException;
import io.rangefold.coordinator.store.SaveGroup;
import io.rangefold.coordinator.store.StoreException;
import io.rangefold.coordinator.store.StoredState;
import io.rangefold.coordinator.store.Term;
import io.rangefold.job.BlobSource;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.Epoch;
import io.rangefold.protocol.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** Keeps the numbers of groups, and fails as it is told to. */
final class FakeStore implements JobStore {
    static final Term TERM = new Term(new Epoch("cluster", 7));
    static final Leader SELF = new Leader("host:1", "http://host:2");
    static final long PRUNED = 3;

    final Queue<String> failures = new ConcurrentLinkedQueue<>();
    final List<Long> written = new CopyOnWriteArrayList<>();
    final Semaphore renewed = new Semaphore(0);
    /** Is done within each write. */
    volatile Consumer<BlobSource> writing = blobs -> {};

    volatile boolean over;
    volatile boolean outOfReach;
    volatile boolean breaks;
    volatile boolean resigned;

    private void check() {
        if (breaks) {
            throw new AssertionError("broken");
        }
        if (outOfReach) {
            throw new StoreException("out of reach", "", new IllegalStateException());
        }
        if (over) {
            throw new LeadershipLostException(TERM);
        }
        String failure = failures.poll();
        if (failure != null) {
            throw new StoreException(failure, "", new IllegalStateException(failure));
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public Optional<Term> tryLead(Leader self) {
        return Optional.of(TERM);
    }

    @Override
    public Optional<Leader> leader() {
        check();
        return Optional.of(SELF);
    }

    @Override
    public void renew(Term term) {
        check();
        renewed.release();
    }

    @Override
    public void resign(Term term) {
        resigned = true;
    }

    @Override
    public StoredState load(Term term) {
        return StoredState.EMPTY;
    }

    @Override
    public void write(Term term, SaveGroup group, BlobSource blobs) {
        check();
        writing.accept(blobs);
        written.add(group.number());
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return Optional.empty();
    }

    @Override
    public Optional<JobLife> life(JobId id) {
        return Optional.empty();
    }

    @Override
    public Optional<JobRecord> findByKey(String idempotencyKey) {
        return Optional.empty();
    }

    @Override
    public List<JobRecord> list(JobFilter filter) {
        return List.of();
    }

    @Override
    public List<StoredState.Segment> segments(JobId id) {
        return List.of();
    }

    @Override
    public List<JobEvent> history(long after, int limit) {
        return List.of();
    }

    @Override
    public List<JobEvent> history(JobId id, long after, int limit) {
        return List.of();
    }

    @Override
    public Optional<byte[]> blob(BlobId id) {
        return Optional.empty();
    }

    @Override
    public long prune(Term term, Duration olderThan) {
        check();
        return PRUNED;
    }

    @Override
    public void close() {
        // It has nothing that is open.
    }
}
