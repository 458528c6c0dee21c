package io.rangefold.simulation;

import java.util.List;

/**
 * Everything that a run consists of; with its seed, the run is the same each time.
 *
 * @param seed of all that is random in the run
 * @param nodes machines
 * @param jobs what is to be computed
 * @param network how bad it is, until the faults are over
 * @param faults what goes wrong
 * @param store what remembers jobs
 * @param liveness whether there are connections that end when a process does
 * @param checksEach whether everything is checked after every event
 */
record Plan(
        long seed,
        List<NodePlan> nodes,
        List<JobPlan> jobs,
        NetworkPlan network,
        List<Fault> faults,
        StorePlan store,
        boolean liveness,
        boolean checksEach) {

    /** Faultless. */
    static Plan calm(long seed, List<NodePlan> nodes, List<JobPlan> jobs) {
        return new Plan(seed, nodes, jobs, NetworkPlan.PERFECT, List.of(), StorePlan.MEMORY, true, false);
    }

    Plan with(List<Fault> other) {
        return new Plan(seed, nodes, jobs, network, other, store, liveness, checksEach);
    }

    Plan with(StorePlan other) {
        return new Plan(seed, nodes, jobs, network, faults, other, liveness, checksEach);
    }

    Plan checked() {
        return new Plan(seed, nodes, jobs, network, faults, store, liveness, true);
    }

    /** When everything has gone wrong that will. */
    long faultsEndNanos() {
        return faults.stream()
                .mapToLong(fault -> fault.nanos() + fault.forNanos())
                .reduce(store.troubleNanos(), Math::max);
    }
}
