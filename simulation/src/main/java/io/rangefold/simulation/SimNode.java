package io.rangefold.simulation;

import io.rangefold.protocol.WorkerId;
import java.util.Optional;

/** A machine. It runs one worker process at a time; when that ends, another one starts after a while. */
final class SimNode {
    private static final long RESTART_NANOS = 1_500_000_000L;

    private final World world;
    private final int number;
    private final NodePlan plan;
    private final Network.Link link = new Network.Link();
    private Optional<SimProcess> process = Optional.empty();
    private double slowness = 1;
    private int generation;
    private boolean restarts = true;

    SimNode(World world, int number, NodePlan plan) {
        this.world = world;
        this.number = number;
        this.plan = plan;
        world.timeline().at(plan.joinsNanos(), this::start);
    }

    NodePlan plan() {
        return plan;
    }

    Network.Link link() {
        return link;
    }

    Optional<SimProcess> process() {
        return process;
    }

    /** Work done in a nanosecond; that of a usual machine is 1. */
    double speed() {
        return plan.speed() / slowness;
    }

    void setSlowness(double now) {
        slowness = now;
    }

    /** What ends from now on does not start again. */
    void retire() {
        restarts = false;
    }

    private void start() {
        if (process.isEmpty()) {
            WorkerId id = new WorkerId("w" + number + "-" + ++generation);
            world.trace().add(id.value(), "starts", "");
            process = Optional.of(world.register(new SimProcess(world, this, id)));
        }
    }

    void processEnded(SimProcess ended) {
        if (process.filter(p -> p == ended).isPresent()) {
            process = Optional.empty();
            if (restarts) {
                world.timeline().after(RESTART_NANOS, this::start);
            }
        }
    }
}
