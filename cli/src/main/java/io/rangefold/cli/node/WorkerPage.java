package io.rangefold.cli.node;

import io.rangefold.cli.settings.WorkerSettings;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.metrics.Exposition;
import io.rangefold.worker.WorkerMeter;
import io.rangefold.worker.metrics.WorkerMetrics;
import java.io.IOException;
import java.util.Optional;

/** A worker's metrics, and where they are shown. */
final class WorkerPage implements AutoCloseable {
    private final Exposition exposition;
    private final WorkerMetrics metrics;
    private final MetricsPort port;

    private WorkerPage(Exposition exposition, WorkerMetrics metrics, MetricsPort port) {
        this.exposition = exposition;
        this.metrics = metrics;
        this.port = port;
    }

    /**
     * Shows the metrics of a worker, if it is to show some.
     *
     * @throws CliException if the port can't be had
     */
    static Optional<WorkerPage> start(WorkerSettings settings, String software) {
        if (settings.metricsPort().isEmpty()) {
            return Optional.empty();
        }
        int wanted = settings.metricsPort().getAsInt();
        Exposition exposition = Exposition.create("worker", software);
        WorkerMetrics metrics = new WorkerMetrics(exposition.registry());
        try {
            MetricsPort port = MetricsPort.start(settings.bind(), wanted, settings.advertise(), exposition);
            return Optional.of(new WorkerPage(exposition, metrics, port));
        } catch (IOException e) {
            exposition.close();
            throw new CliException(
                    ExitCode.FAILED,
                    "can-not-listen",
                    "the metrics can't be shown at " + settings.bind() + ":" + wanted
                            + ": the port is in use, or the address is none of this machine",
                    "--metrics-port",
                    "choose another --metrics-port, or 0 for any that is free");
        }
    }

    WorkerMeter meter() {
        return metrics;
    }

    int port() {
        return port.port();
    }

    @Override
    public void close() {
        port.close();
        exposition.close();
    }
}
