package io.rangefold.benchmark.speedup;

import io.rangefold.cli.node.ActorLauncher;
import io.rangefold.cli.node.EmbeddedCluster;
import io.rangefold.coordinator.document.VersionDocument;
import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.JobRequest;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.JobState;
import io.rangefold.coordinator.service.JobView;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.job.JobKinds;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;

/** A cluster as users have it: a coordinator, and worker JVMs that the launcher starts. */
final class Crew implements AutoCloseable {
    private final int workers;
    private final int slots;
    private final EmbeddedCluster cluster;

    Crew(int workers, int slots) {
        this.workers = workers;
        this.slots = slots;
        this.cluster =
                new ActorLauncher(JobKinds::installed, VersionDocument.VERSION).startLocalCluster(workers, slots);
    }

    /** For tables. */
    String title() {
        return workers + (workers == 1 ? " worker, " : " workers, ") + slots + (slots == 1 ? " slot" : " slots");
    }

    /**
     * What a job took.
     *
     * @param seconds from the first lease to the result
     * @param answer hash of the result
     */
    record Run(double seconds, String answer) {}

    /** Runs a job to its end. */
    Run run(Workload workload, long items, VerifyMode verify) {
        JobService jobs = cluster.jobs();
        JobOptions options = new JobOptions("", 0, OptionalInt.empty(), Optional.empty(), 3, verify);
        JobView queued = jobs.submit(new JobRequest(workload.kind(), workload.arguments(items), options))
                .toCompletableFuture()
                .join();
        CompletableFuture<JobView> end = new CompletableFuture<>();
        JobService.Subscription watch = jobs.watch(queued.id(), view -> completeAtEnd(end, view));
        JobView ended = end.join();
        watch.close();
        if (ended.state() != JobState.SUCCEEDED) {
            throw new IllegalStateException(title() + ": " + workload.title() + " ended as " + ended);
        }
        String answer =
                Answer.hash(jobs.result(ended.id()).toCompletableFuture().join().orElseThrow());
        return new Run(ended.execution().elapsedSeconds(), answer);
    }

    private static void completeAtEnd(CompletableFuture<JobView> end, JobView view) {
        if (view.state().isTerminal()) {
            end.complete(view);
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
