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
    private final StorePlan store;
    private final boolean keepsWorkers;

    /** @param keepsWorkers whether no machine is powered off, and no process of one that lies ends */
    RandomFaults(SplittableRandom random, List<NodePlan> nodes, StorePlan store, boolean keepsWorkers) {
        this.random = random;
        this.nodes = nodes;
        this.store = store;
        this.keepsWorkers = keepsWorkers;
    }

    List<Fault> faults() {
        List<Fault> all = new ArrayList<>();
        int count = random.nextInt(1 + Math.min(12, 2 * nodes.size()));
        for (int number = 0; number < count; number++) {
            Fault fault = fault();
            if (!keepsWorkers || keepsWorkers(fault)) {
                all.add(fault);
            }
        }
        if (store.survives()) {
            all.addAll(ofCoordinators());
        } else if (random.nextInt(12) == 0) {
            all.add(new Fault.RestartCoordinator(random.nextLong(LATEST)));
        }
        return all;
    }

    /** Two processes of a liar could agree on a lie. */
    private boolean keepsWorkers(Fault fault) {
        if (fault instanceof Fault.Kill kill) {
            return !nodes.get(kill.node()).lies();
        } else if (fault instanceof Fault.Hang hang) {
            return !nodes.get(hang.node()).lies();
        } else if (fault instanceof Fault.Drain drain) {
            return !nodes.get(drain.node()).lies();
        }
        return !(fault instanceof Fault.PowerOff);
    }

    /** Mostly few and long, sometimes many and short. */
    private List<Fault> ofCoordinators() {
        List<Fault> all = new ArrayList<>();
        if (random.nextInt(5) == 0) {
            int restarts = 5 + random.nextInt(16);
            for (int number = 0; number < restarts; number++) {
                long at = random.nextLong(LATEST);
                all.add(new Fault.KillCoordinator(0, at, random.nextLong(SECOND)));
            }
            return all;
        }
        int count = random.nextInt(5);
        for (int number = 0; number < count; number++) {
            all.add(ofCoordinator());
        }
        return all;
    }

    private Fault ofCoordinator() {
        long at = random.nextLong(random.nextBoolean() ? LATEST / 3 : LATEST);
        long nanos = random.nextLong(random.nextBoolean() ? 4 * SECOND : 20 * SECOND);
        int rank = random.nextInt(3) == 0 ? 1 : 0;
        return switch (random.nextInt(8)) {
            case 0, 1 -> new Fault.KillCoordinator(rank, at, nanos);
            case 2, 3 -> new Fault.KillAtWrite(random.nextBoolean(), at, nanos);
            case 4 -> new Fault.StopCoordinator(rank, at, nanos);
            case 5 -> new Fault.CutCoordinator(rank, at, nanos);
            case 6 -> new Fault.CutDisk(rank, at, nanos);
            default -> new Fault.DiskOutage(at, nanos);
        };
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
