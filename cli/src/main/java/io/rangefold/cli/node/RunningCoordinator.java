package io.rangefold.cli.node;

import io.rangefold.coordinator.api.Leadership;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.metrics.MetricsPage;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A coordinator of this process. */
public interface RunningCoordinator extends AutoCloseable {

    JobService jobs();

    /** Whether it leads, or which other one does. */
    default Leadership leadership() {
        return Leadership.ALONE;
    }

    /** What it shows to Prometheus. */
    default Optional<MetricsPage> metrics() {
        return Optional.empty();
    }

    /** The cluster port it really listens on. */
    int port();

    /** The node port it really listens on. */
    int nodePort();

    /** Completes when the coordinator has ended by itself; exceptionally, with the reason, if it failed. */
    CompletionStage<Void> ended();

    /** Ends it; bounded in time. */
    @Override
    void close();
}
