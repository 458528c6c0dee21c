package io.rangefold.coordinator.store.sql;

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
import io.rangefold.protocol.JobId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** A store in an SQL database. Every transaction that writes begins with {@link Leadership#fence}. */
final class SqlStore implements JobStore {
    /** So much data goes into one transaction, or one piece that is larger: who waits for the leader's row waits for no more. */
    private static final int DATA_BYTES = 1 << 20;

    private final Database database;
    private final String place;
    private final Jdbi jdbi;
    private final Runnable closing;
    private final Clock clock;
    private final Leadership leadership;

    /**
     * @param place where it is, without password
     * @param jdbi gives connections
     * @param closing closes what is below
     */
    SqlStore(Database database, String place, Jdbi jdbi, Clock clock, Runnable closing) {
        this.database = database;
        this.place = place;
        this.jdbi = jdbi;
        this.clock = clock;
        this.closing = closing;
        this.leadership = new Leadership(database);
    }

    @Override
    public boolean isShared() {
        return database.isShared();
    }

    @Override
    public Optional<Term> tryLead(Leader self) {
        Optional<LeaseWatch.Sight> vacancy =
                read("look for the leader", handle -> leadership.vacancy(handle, self, System.nanoTime()));
        if (vacancy.isEmpty()) {
            return Optional.empty();
        }
        FailPoints.reached(FailPoint.BEFORE_LEAD);
        Optional<Term> term;
        try {
            term = jdbi.inTransaction(handle -> leadership.take(handle, vacancy.get(), self));
        } catch (RuntimeException e) {
            if (!Faults.isLockTimeout(e)) {
                throw Faults.translate(place, "begin to lead", e);
            }
            change("end the session of a leader that stopped", leadership::endHolder);
            term = transaction("begin to lead", handle -> leadership.take(handle, vacancy.get(), self));
        }
        FailPoints.reached(FailPoint.AFTER_LEAD);
        return term;
    }

    @Override
    public Optional<Leader> leader() {
        return read("look for the leader", Leadership::leader);
    }

    @Override
    public void renew(Term term) {
        change("renew the lease of the leader", handle -> leadership.fence(handle, term));
    }

    @Override
    public void resign(Term term) {
        change("resign", handle -> leadership.resign(handle, term));
    }

    @Override
    public StoredState load(Term term) {
        return transaction("load jobs", handle -> {
            leadership.fence(handle, term);
            return StateReader.read(handle);
        });
    }

    @Override
    public void write(Term term, SaveGroup group, BlobSource blobs) {
        FailPoints.reached(FailPoint.BEFORE_TRANSACTION);
        Map<BlobId, byte[]> data = writeData(term, BlobTable.named(group), blobs);
        change("write", handle -> {
            long written = leadership.fence(handle, term);
            FailPoints.reached(FailPoint.AFTER_FENCE);
            // What is there already was written by a transaction of whose end nobody heard.
            if (written < group.number()) {
                data.forEach((id, content) -> BlobTable.insert(handle, id, content));
                new GroupWriter(handle, clock).write(group.changes());
                FailPoints.reached(FailPoint.AFTER_CHANGES);
                leadership.noteGroup(handle, group.number());
                FailPoints.reached(FailPoint.BEFORE_COMMIT);
            }
        });
        FailPoints.reached(FailPoint.AFTER_COMMIT);
    }

    /** Stores data that is not there, all but the last of it; gives that. Data that nothing names harms nobody. */
    private Map<BlobId, byte[]> writeData(Term term, Set<BlobId> named, BlobSource blobs) {
        Map<BlobId, byte[]> waiting = new LinkedHashMap<>();
        if (named.isEmpty()) {
            return waiting;
        }
        long bytes = 0;
        for (BlobId id : read("look for data", handle -> BlobTable.missing(handle, named))) {
            byte[] content = content(id, blobs);
            if (bytes > 0 && bytes + content.length > DATA_BYTES) {
                change("write data", handle -> {
                    leadership.fence(handle, term);
                    waiting.forEach((each, it) -> BlobTable.insert(handle, each, it));
                });
                waiting.clear();
                bytes = 0;
            }
            waiting.put(id, content);
            bytes += content.length;
        }
        return waiting;
    }

    private byte[] content(BlobId id, BlobSource blobs) {
        try {
            return blobs.get(id);
        } catch (RuntimeException e) {
            throw new StoreException("can't write data of the hash " + id.sha256() + ": " + e.getMessage(), "", e);
        }
    }

    @Override
    public Optional<JobRecord> find(JobId id) {
        return read("read a job", handle -> JobReader.find(handle, id));
    }

    @Override
    public Optional<JobLife> life(JobId id) {
        return read("read the life of a job", handle -> LifeRows.find(handle, id));
    }

    @Override
    public Optional<JobRecord> findByKey(String idempotencyKey) {
        return read("read a job", handle -> JobReader.findByKey(handle, idempotencyKey));
    }

    @Override
    public List<JobRecord> list(JobFilter filter) {
        return read("read jobs", handle -> JobReader.list(handle, filter));
    }

    @Override
    public List<StoredState.Segment> segments(JobId id) {
        return read("read the output of a job", handle -> JobReader.segments(handle, id));
    }

    @Override
    public List<JobEvent> history(JobId id, long after, int limit) {
        return read("read the history of a job", handle -> History.read(handle, id, after, limit));
    }

    @Override
    public List<JobEvent> history(long after, int limit) {
        return read("read the history", handle -> History.read(handle, after, limit));
    }

    @Override
    public Optional<byte[]> blob(BlobId id) {
        return read("read data", handle -> BlobTable.read(handle, id));
    }

    @Override
    public long prune(Term term, Duration olderThan) {
        Instant before = clock.instant().minus(olderThan);
        long removed = 0;
        int last;
        do {
            last = fenced("remove jobs", term, handle -> Pruning.removeJobs(handle, before));
            removed += last;
        } while (last > 0);
        fenced("remove events", term, handle -> {
            Pruning.removeEvents(handle, before);
            return 0;
        });
        Optional<String> seen = Optional.of("");
        while (seen.isPresent()) {
            String after = seen.get();
            seen = fenced("remove data", term, handle -> BlobTable.removeUnnamed(handle, after));
        }
        return removed;
    }

    @Override
    public void close() {
        closing.run();
    }

    private <T> T fenced(String deed, Term term, Function<Handle, T> work) {
        return transaction(deed, handle -> {
            leadership.fence(handle, term);
            return work.apply(handle);
        });
    }

    private void change(String deed, Consumer<Handle> work) {
        transaction(deed, handle -> {
            work.accept(handle);
            return place;
        });
    }

    private <T> T transaction(String deed, Function<Handle, T> work) {
        return guarded(deed, () -> jdbi.inTransaction(work::apply));
    }

    private <T> T read(String deed, Function<Handle, T> work) {
        return guarded(deed, () -> jdbi.withHandle(work::apply));
    }

    private <T> T guarded(String deed, Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreException | LeadershipLostException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Faults.translate(place, deed, e);
        }
    }
}
