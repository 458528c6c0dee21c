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

/** The jobs that a worker's slots work on, decoded once for all of them. Thread-safe. */
final class JobCache implements StageSource {
    private static final int MAX_JOBS = 64;

    private final JobKinds kinds;
    private final BlobSource blobs;
    private final Map<JobId, Job> jobs = new LinkedHashMap<>(16, 0.75f, true);

    JobCache(JobKinds kinds, BlobSource blobs) {
        this.kinds = kinds;
        this.blobs = blobs;
    }

    @Override
    public Stage<?> stage(Grant grant) {
        return job(grant).stage(grant.stage(), grant.previous());
    }

    private synchronized Job job(Grant grant) {
        Job known = jobs.get(grant.job());
        if (known == null) {
            known = kinds.named(grant.kind()).decode(grant.spec(), blobs);
            jobs.put(grant.job(), known);
            if (jobs.size() > MAX_JOBS) {
                jobs.remove(jobs.keySet().iterator().next());
            }
        }
        return known;
    }

    /** Another coordinator: its job ids mean other jobs. */
    synchronized void clear() {
        jobs.clear();
    }
}
