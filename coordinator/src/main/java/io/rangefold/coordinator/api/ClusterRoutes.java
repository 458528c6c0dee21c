package io.rangefold.coordinator.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.rangefold.coordinator.document.KindsDocument;
import io.rangefold.coordinator.document.PruneDocument;
import io.rangefold.coordinator.document.VersionDocument;
import io.rangefold.coordinator.document.WorkerDocument;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.job.JobKind;
import io.rangefold.job.JobKinds;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What there is: workers, kinds, version; and what is to be forgotten. */
final class ClusterRoutes {
    private static final int MAX_WORKER_CHARS = 200;
    private static final long MAX_PRUNE_BYTES = 64 * 1024;

    private final JobService jobs;
    private final JobKinds kinds;
    private final Bodies bodies;

    ClusterRoutes(JobService jobs, JobKinds kinds, Bodies bodies) {
        this.jobs = jobs;
        this.kinds = kinds;
        this.bodies = bodies;
    }

    void addTo(RoutesConfig routes) {
        routes.get("/api/v1/workers", this::workers);
        routes.post("/api/v1/workers/{id}/drain", this::drain);
        routes.post("/api/v1/prune", this::prune);
        routes.get("/api/v1/kinds", this::kinds);
        routes.get("/api/v1/version", context -> Replies.json(context, VersionDocument::write));
    }

    private void workers(Context context) throws IOException {
        var workers = Replies.await(jobs.workers());
        Replies.json(context, json -> WorkerDocument.writeList(json, workers));
    }

    private void drain(Context context) throws IOException {
        String id = context.pathParam("id");
        Optional<WorkerView> found = id.length() > MAX_WORKER_CHARS ? Optional.empty() : Replies.await(jobs.drain(id));
        WorkerView worker = found.orElseThrow(() -> new ApiRefusedException(
                404,
                "no-such-worker",
                "there is no worker \"" + id + "\"",
                "the path",
                "GET /api/v1/workers lists them"));
        Replies.json(context, json -> WorkerDocument.write(json, worker));
    }

    private void prune(Context context) throws IOException {
        Duration olderThan = bodies.read(context, MAX_PRUNE_BYTES, PruneDocument::readRequest);
        long forgotten = Replies.await(jobs.prune(olderThan));
        Replies.json(context, json -> PruneDocument.write(json, olderThan, forgotten));
    }

    private void kinds(Context context) throws IOException {
        var descriptions = kinds.all().stream().map(JobKind::description).toList();
        Replies.json(context, json -> KindsDocument.write(json, descriptions));
    }
}
