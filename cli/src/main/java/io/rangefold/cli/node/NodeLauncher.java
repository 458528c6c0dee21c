package io.rangefold.cli.node;

import io.rangefold.cli.settings.CoordinatorSettings;
import io.rangefold.cli.settings.WorkerSettings;
import java.util.Optional;

/**
 * Starts what commands need. Whatever can't be started draws a {@link io.rangefold.cli.syntax.CliException} that says why
 * and what to do, as when a port is taken.
 */
public interface NodeLauncher {

    /**
     * A coordinator and a worker within this process, without network. Goes on with the unfinished jobs of its data.
     *
     * @param slots of the worker, at least 1
     * @param data where jobs are kept: a folder or a URL, which may have a password; empty for memory only
     */
    EmbeddedCluster startEmbedded(int slots, Optional<String> data);

    /**
     * A coordinator within this process and workers in processes of their own, on loopback with ephemeral ports. Returns
     * when the workers are there.
     *
     * @param workers processes, at least 1
     * @param slotsPerWorker at least 1
     */
    EmbeddedCluster startLocalCluster(int workers, int slotsPerWorker);

    /** A coordinator without its HTTP API, which will listen where the settings say. */
    RunningCoordinator startCoordinator(CoordinatorSettings settings);

    /** A worker. Returns once it runs, whether or not a coordinator answers yet. */
    RunningWorker startWorker(WorkerSettings settings);
}
