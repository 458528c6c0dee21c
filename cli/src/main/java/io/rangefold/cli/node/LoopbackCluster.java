package io.rangefold.cli.node;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.coordinator.node.CoordinatorNode;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.coordinator.service.WorkerView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A coordinator in this process and workers in others, on loopback. */
final class LoopbackCluster implements EmbeddedCluster {
    private static final long PATIENCE_NANOS = Duration.ofSeconds(60).toNanos();
    private static final long LOOK_MILLIS = 20;

    private final CoordinatorNode coordinator;
    private final WorkerProcesses workers = new WorkerProcesses();

    LoopbackCluster(CoordinatorNode coordinator, int count, int slots) {
        this.coordinator = coordinator;
        try {
            workers.start(count, slots, coordinator.port());
            awaitWorkers(count);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void awaitWorkers(int count) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (registered().size() < count) {
            if (workers.anyEnded() || System.nanoTime() > deadline) {
                throw new CliException(
                        ExitCode.FAILED,
                        "workers-missing",
                        "only " + registered().size() + " of " + count + " worker processes came up",
                        "--workers",
                        "look whether memory suffices for so many processes, or start fewer");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while workers were starting", e);
            }
        }
    }

    private List<WorkerView> registered() {
        return coordinator.jobs().workers().toCompletableFuture().join();
    }

    @Override
    public JobService jobs() {
        return coordinator.jobs();
    }

    @Override
    public void close() {
        workers.close();
        coordinator.close();
    }
}
