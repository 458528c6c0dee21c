package io.rangefold.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All coordinators, and what they remember by. */
final class Coordinators {
    private static final long CLOCK_SHIFT_SECONDS = 7200;

    private final World world;
    private final MemoryDisk.Damage damage;
    private final List<SimCoordinator> all = new ArrayList<>();
    private MemoryDisk disk;
    private int memories;
    private boolean diskOut;

    Coordinators(World world, MemoryDisk.Damage damage) {
        this.world = world;
        this.damage = damage;
        this.disk = newDisk();
    }

    private MemoryDisk newDisk() {
        return new MemoryDisk(
                "memory-" + ++memories,
                world.book()::decode,
                damage,
                world.plan().checksEach());
    }

    /** Starts them. */
    void start() {
        for (int number = 0; number < world.plan().store().coordinators(); number++) {
            all.add(new SimCoordinator(world, number));
        }
    }

    MemoryDisk disk() {
        return disk;
    }

    List<SimCoordinator> all() {
        return all;
    }

    boolean isDiskOut() {
        return diskOut;
    }

    void setDiskOut(boolean now) {
        diskOut = now;
    }

    /** How many terms there were. */
    long terms() {
        return memories - 1 + disk.terms();
    }

    /** How wrong the clock of the next leader is. */
    long clockShiftSeconds() {
        boolean shifts = world.plan().store().survives() && world.random().nextInt(20) == 0;
        return shifts ? world.random().nextLong(2 * CLOCK_SHIFT_SECONDS) - CLOCK_SHIFT_SECONDS : 0;
    }

    /** The term whose word counts, if its process is there. */
    Optional<SimTerm> leader() {
        return all.stream()
                .flatMap(machine -> machine.term().stream())
                .filter(SimTerm::isNewest)
                .findFirst();
    }

    /** One that leads, or believes so: what users come upon. */
    Optional<SimCoordinator> anyLeading() {
        List<SimCoordinator> leading =
                all.stream().filter(machine -> machine.term().isPresent()).toList();
        return leading.isEmpty()
                ? Optional.empty()
                : Optional.of(leading.get(world.random().nextInt(leading.size())));
    }

    /** The leader has rank 0, if there is one. */
    SimCoordinator ofRank(int rank) {
        Stream<SimCoordinator> first = all.stream()
                .filter(machine -> machine.term().filter(SimTerm::isNewest).isPresent());
        Stream<SimCoordinator> others = all.stream()
                .filter(machine -> machine.term().filter(SimTerm::isNewest).isEmpty());
        List<SimCoordinator> ranked = Stream.concat(first, others).toList();
        return ranked.get(rank % ranked.size());
    }

    /** The only one ends, and with it everything that it knew; another one begins at once. */
    void forgetEverything() {
        disk = newDisk();
        world.book().forget();
        all.forEach(machine -> machine.kill(0));
    }
}
