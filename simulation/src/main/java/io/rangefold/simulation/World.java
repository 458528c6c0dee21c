package io.rangefold.simulation;

import io.rangefold.protocol.WorkerId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** What the parts of a run share. */
final class World {
    private final Plan plan;
    private final SplittableRandom random;
    private final Timeline timeline = new Timeline();
    private final Trace trace = new Trace(timeline);
    private final Network network;
    private final Book book;
    private final Coordinators coordinators;
    private final Users users;
    private final Map<WorkerId, SimProcess> processes = new HashMap<>();

    World(Plan plan, MemoryDisk.Damage damage) {
        this.plan = plan;
        this.book = new Book(plan.checksEach());
        this.random = new SplittableRandom(plan.seed());
        this.network = new Network(timeline, random.split(), plan.network());
        this.coordinators = new Coordinators(this, damage);
        coordinators.start();
        this.users = new Users(this);
    }

    Plan plan() {
        return plan;
    }

    SplittableRandom random() {
        return random;
    }

    Timeline timeline() {
        return timeline;
    }

    Trace trace() {
        return trace;
    }

    Network network() {
        return network;
    }

    Book book() {
        return book;
    }

    Coordinators coordinators() {
        return coordinators;
    }

    Users users() {
        return users;
    }

    SimProcess register(SimProcess process) {
        processes.put(process.id(), process);
        return process;
    }

    /** How many slots all processes together had. */
    long slotsEver() {
        return processes.values().stream().mapToLong(p -> p.slots().size()).sum();
    }

    Optional<SimProcess> process(WorkerId id) {
        return Optional.ofNullable(processes.get(id));
    }
}
