package io.rangefold.simulation;

import io.rangefold.simulation.JobPlan.Action;
import io.rangefold.simulation.JobPlan.Intervention;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Makes a plan of a seed: machines, jobs and faults of every sort. */
final class RandomPlans {
    private static final long SECOND = 1_000_000_000L;

    private final long seed;
    private final SplittableRandom random;

    private RandomPlans(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
    }

    /** The plan of that seed. */
    static Plan of(long seed) {
        return new RandomPlans(seed).plan();
    }

    private Plan plan() {
        boolean verifies = chance(0.15);
        boolean lies = verifies && chance(0.8);
        int workers = verifies ? 4 + random.nextInt(4) : chance(0.3) ? 1 + random.nextInt(3) : 2 + random.nextInt(18);
        int slots = 1 + random.nextInt(chance(0.5) ? 2 : 4);
        List<NodePlan> nodes = new ArrayList<>();
        for (int node = 0; node < workers; node++) {
            double speed = chance(0.7) ? 1 : 0.25 + random.nextDouble() * 3;
            long joins = node == 0 || chance(0.7) ? random.nextLong(SECOND / 10) : random.nextLong(10 * SECOND);
            nodes.add(new NodePlan(slots, speed, joins, lies && node == 0));
        }
        double slotSpeed =
                nodes.stream().mapToDouble(n -> n.speed() * n.slots()).sum();
        List<JobPlan> jobs = new RandomJobs(random, slotSpeed, verifies).jobs();
        StorePlan store = store();
        RandomFaults wrong = new RandomFaults(random, nodes, store, verifies);
        List<Fault> faults = chance(0.15) ? List.of() : wrong.faults();
        boolean liveness = store.coordinators() > 1 || chance(0.8);
        return new Plan(seed, nodes, jobs, network(), faults, store, liveness, true);
    }

    private StorePlan store() {
        long writeNanos = chance(0.5) ? 0 : random.nextLong(SECOND / 2) + 1;
        if (chance(0.5)) {
            return StorePlan.memory(writeNanos);
        }
        int coordinators = chance(0.5) ? 1 : 2 + random.nextInt(2);
        boolean troubled = chance(0.6);
        return new StorePlan(
                true,
                coordinators,
                writeNanos,
                troubled ? random.nextDouble() * 0.3 : 0,
                troubled ? random.nextDouble() * 0.3 : 0,
                troubled ? random.nextLong(20 * SECOND) : 0);
    }

    private NetworkPlan network() {
        if (chance(0.25)) {
            return NetworkPlan.PERFECT;
        }
        double bad = chance(0.7) ? 0.02 : chance(0.8) ? 0.15 : 0.5;
        return new NetworkPlan(
                50_000 + random.nextLong(2_000_000),
                random.nextDouble() * bad,
                random.nextDouble() * bad,
                random.nextDouble() * bad,
                random.nextLong(chance(0.8) ? SECOND / 10 : 3 * SECOND) + 1);
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** When a user pauses, resumes and cancels a job. */
    static List<Intervention> interventions(SplittableRandom random, long fromNanos) {
        List<Intervention> all = new ArrayList<>();
        long at = fromNanos;
        for (int pauses = random.nextInt(3); pauses > 0; pauses--) {
            at += random.nextLong(5 * SECOND);
            all.add(new Intervention(Action.PAUSE, at));
            at += random.nextLong(3 * SECOND);
            all.add(new Intervention(Action.RESUME, at));
        }
        if (random.nextInt(3) == 0) {
            all.add(new Intervention(Action.CANCEL, at + random.nextLong(5 * SECOND)));
        }
        return all;
    }
}
