package io.rangefold.cli.node;

import io.rangefold.coordinator.api.Leadership;
import io.rangefold.coordinator.metrics.CensusGauges;
import io.rangefold.coordinator.metrics.CoordinatorMetrics;
import io.rangefold.coordinator.node.CoordinatorNode;
import io.rangefold.coordinator.node.NodeMeter;
import io.rangefold.coordinator.service.JobService;
import io.rangefold.metrics.Exposition;
import io.rangefold.metrics.MetricsPage;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * A coordinator that tells what it does. Apart from the launcher, since `run` has no library for metrics on its class path, and
 * a class is not loaded without the types that its code converts to each other.
 */
record MeteredCoordinator(CoordinatorNode node, Exposition exposition, MetricsPage page) implements RunningCoordinator {

    /** @param node starts the coordinator, which tells that meter */
    static RunningCoordinator start(String software, Function<NodeMeter, CoordinatorNode> node) {
        Exposition metrics = Exposition.create("coordinator", software);
        CoordinatorNode started = node.apply(new CoordinatorMetrics(metrics.registry()));
        return new MeteredCoordinator(started, metrics, new CensusGauges(started, metrics.registry(), metrics));
    }

    @Override
    public JobService jobs() {
        return node.jobs();
    }

    @Override
    public Leadership leadership() {
        return node;
    }

    @Override
    public Optional<MetricsPage> metrics() {
        return Optional.of(page);
    }

    @Override
    public int port() {
        return node.port();
    }

    @Override
    public int nodePort() {
        return node.nodePort();
    }

    @Override
    public CompletionStage<Void> ended() {
        return node.ended();
    }

    @Override
    public void close() {
        exposition.close();
        node.close();
    }
}
