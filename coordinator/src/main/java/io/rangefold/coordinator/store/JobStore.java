package io.rangefold.coordinator.store;

import io.rangefold.coordinator.service.JobEvent;
import io.rangefold.coordinator.service.JobFilter;
import io.rangefold.job.BlobSource;
import io.rangefold.protocol.BlobId;
import io.rangefold.protocol.JobId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A database of jobs. Every method may block, and throws {@link StoreException} if the database can't do it now; none leaves
 * half a change behind. Reads may be called from any thread, what takes a {@link Term} from one at a time.
 */
public interface JobStore extends AutoCloseable {

    /** How long a leader leads without renewing, by the database's clock. */
    Duration LEASE = Duration.ofSeconds(3);

    /** Whether several coordinators may share it. */
    boolean isShared();

    /** Begins a term if nobody leads at present; takes the leader's row before anything else. */
    Optional<Term> tryLead(Leader self);

    /** Who leads at present, or did last. */
    Optional<Leader> leader();

    /**
     * Goes on leading for another {@link #LEASE}.
     *
     * @throws LeadershipLostException if another term has begun
     */
    void renew(Term term);

    /** Lets another one lead at once. Does nothing if the term is over. */
    void resign(Term term);

    /**
     * What the term begins with.
     *
     * @throws LeadershipLostException if another term has begun
     */
    StoredState load(Term term);

    /**
     * Makes a group durable, and goes on leading. A group that turns out to be there already is left as it is: so a group
     * whose fate is unknown is just written again.
     *
     * @param blobs has the data that the group's submissions and segments name
     * @throws LeadershipLostException if another term has begun; nothing was written
     * @throws StoreException if it is not known to be durable; to be tried again
     */
    void write(Term term, SaveGroup group, BlobSource blobs);

    /** A job, ended or not, as it was last written. */
    Optional<JobRecord> find(JobId id);

    /** What is remembered of the life of a job that has ended; empty if nothing is. */
    Optional<JobLife> life(JobId id);

    /** The job that was submitted with that key. */
    Optional<JobRecord> findByKey(String idempotencyKey);

    /** Newest first; at most {@code filter.limit()}. */
    List<JobRecord> list(JobFilter filter);

    /** The output that counts in the result of an ended job, ascending. */
    List<StoredState.Segment> segments(JobId id);

    /**
     * A job's history, oldest first.
     *
     * @param after only events with a higher {@link JobEvent#number}; 0 for all
     * @param limit at most so many
     */
    List<JobEvent> history(JobId id, long after, int limit);

    /** As above, of everything. */
    List<JobEvent> history(long after, int limit);

    /** Stored data by its hash; its hash is checked. Empty if there is none. */
    Optional<byte[]> blob(BlobId id);

    /**
     * Removes jobs that ended longer ago than that, with all that belongs to them, and data that nothing names.
     *
     * @return how many jobs
     * @throws LeadershipLostException if another term has begun
     */
    long prune(Term term, Duration olderThan);

    @Override
    void close();
}
