package io.rangefold.worker;

import io.rangefold.job.BlobSource;
import io.rangefold.job.Job;
import io.rangefold.job.JobKinds;
import io.rangefold.job.Stage;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.worker.slot.StageSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that a worker's slots work on, decoded once for all of them. Thread-safe: slots wait for one that decodes the same
 * job, which may have to fetch its input, and for no other.
 */
final class JobCache implements StageSource {
    private static final int MAX_JOBS = 64;

    private final JobKinds kinds;
    private final BlobSource blobs;
    private final Map<JobId, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    JobCache(JobKinds kinds, BlobSource blobs) {
        this.kinds = kinds;
        this.blobs = blobs;
    }

    @Override
    public Stage<?> stage(Grant grant) {
        return entry(grant.job()).decoded(grant).stage(grant.stage(), grant.previous());
    }

    private synchronized Entry entry(JobId id) {
        Entry entry = entries.computeIfAbsent(id, i -> new Entry());
        if (entries.size() > MAX_JOBS) {
            entries.remove(entries.keySet().iterator().next());
        }
        return entry;
    }

    /** Another coordinator: its job ids mean other jobs. */
    synchronized void clear() {
        entries.clear();
    }

    /** A job, once one of the slots has decoded it; if that fails, the next one tries again. */
    private final class Entry {
        private @Nullable Job job;

        synchronized Job decoded(Grant grant) {
            Job known = job != null ? job : kinds.named(grant.kind()).decode(grant.spec(), blobs);
            job = known;
            return known;
        }
    }
}
