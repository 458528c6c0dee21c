package io.rangefold.cli.node;

import io.rangefold.cli.settings.CoordinatorSettings;
import io.rangefold.cli.settings.WorkerSettings;
import io.rangefold.cli.syntax.CliException;

/** Stands where the nodes will be started. */
public final class UnbuiltLauncher implements NodeLauncher {
    private static final String HINT = "wait for a later version";

    @Override
    public EmbeddedCluster startEmbedded(int slots) {
        throw CliException.notBuilt("the embedded cluster", HINT);
    }

    @Override
    public EmbeddedCluster startLocalCluster(int workers, int slotsPerWorker) {
        throw CliException.notBuilt("the local cluster", HINT);
    }

    @Override
    public RunningCoordinator startCoordinator(CoordinatorSettings settings) {
        throw CliException.notBuilt("the coordinator", HINT);
    }

    @Override
    public RunningWorker startWorker(WorkerSettings settings) {
        throw CliException.notBuilt("the worker", HINT);
    }
}
