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
 * @param saveNanos what saving a group takes at most; 0 if it is saved at once
 * @param liveness whether there are connections that end when a process does
 * @param checksEach whether everything is checked after every event
 */
record Plan(
        long seed,
        List<NodePlan> nodes,
        List<JobPlan> jobs,
        NetworkPlan network,
        List<Fault> faults,
        long saveNanos,
        boolean liveness,
        boolean checksEach) {

    /** Faultless. */
    static Plan calm(long seed, List<NodePlan> nodes, List<JobPlan> jobs) {
        return new Plan(seed, nodes, jobs, NetworkPlan.PERFECT, List.of(), 0, true, false);
    }

    Plan with(List<Fault> other) {
        return new Plan(seed, nodes, jobs, network, other, saveNanos, liveness, checksEach);
    }

    /** When everything has gone wrong that will. */
    long faultsEndNanos() {
        long end = 0;
        for (Fault fault : faults) {
            long duration = 0;
            if (fault instanceof Fault.Stop stop) {
                duration = stop.forNanos();
            } else if (fault instanceof Fault.SlowDown slow) {
                duration = slow.forNanos();
            } else if (fault instanceof Fault.Partition partition) {
                duration = partition.forNanos();
            } else if (fault instanceof Fault.StopCoordinator stop) {
                duration = stop.forNanos();
            }
            end = Math.max(end, fault.nanos() + duration);
        }
        return end;
    }
}
