package io.rangefold.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Faults of every sort. The first machine is never powered off. */
final class RandomFaults {
    private static final long SECOND = 1_000_000_000L;
    private static final long LATEST = 15 * SECOND;

    private final SplittableRandom random;
    private final List<NodePlan> nodes;

    RandomFaults(SplittableRandom random, List<NodePlan> nodes) {
        this.random = random;
        this.nodes = nodes;
    }

    List<Fault> faults() {
        List<Fault> all = new ArrayList<>();
        int count = random.nextInt(1 + Math.min(12, 2 * nodes.size()));
        for (int number = 0; number < count; number++) {
            all.add(fault());
        }
        if (random.nextInt(12) == 0) {
            all.add(new Fault.RestartCoordinator(random.nextLong(LATEST)));
        }
        return all;
    }

    private Fault fault() {
        int node = random.nextInt(nodes.size());
        long at = random.nextLong(LATEST);
        return switch (random.nextInt(10)) {
            case 0, 1, 2 -> new Fault.Kill(node, at);
            case 3 -> node == 0 ? new Fault.Kill(node, at) : new Fault.PowerOff(node, at);
            case 4 -> new Fault.Hang(node, random.nextInt(nodes.get(node).slots()), at);
            case 5 -> new Fault.Stop(node, at, random.nextLong(15 * SECOND));
            case 6 -> new Fault.SlowDown(node, at, random.nextLong(10 * SECOND), 10);
            case 7 -> new Fault.Partition(node, at, random.nextLong(15 * SECOND));
            case 8 -> new Fault.Drain(node, at);
            default -> new Fault.StopCoordinator(0, at, random.nextLong(5 * SECOND));
        };
    }
}
