package io.rangefold.simulation;

import io.rangefold.coordinator.service.WorkerView;
import io.rangefold.protocol.WorkerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A run of the cores of both sides through a {@link Plan}. */
final class Simulation {
    private static final long CHECK_NANOS = 1_000_000_000L;
    private static final long QUIET_NANOS = 20_000_000_000L;
    private static final int SPARE_INTERVALS = 10;
    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final Plan plan;
    private final World world;
    private final List<SimNode> nodes = new ArrayList<>();
    private final long deadlineNanos;
    private int mostIntervals;

    /**
     * What a run was like.
     *
     * @param outcomes what came of each job
     * @param events events of virtual time
     * @param messages messages sent
     * @param nanos virtual time at the end
     * @param mostIntervals the most intervals that the coordinator kept
     * @param terms terms of leadership
     * @param adoptions leases that went on in a later term
     * @param quarantined workers that got no work any more
     * @param computedItems what was computed, audits and what was lost included
     */
    record Report(
            Map<JobPlan, Outcome> outcomes,
            long events,
            long messages,
            long nanos,
            int mostIntervals,
            long terms,
            long adoptions,
            int quarantined,
            double computedItems) {}

    Simulation(Plan plan) {
        this(plan, MemoryDisk.Damage.NONE);
    }

    /** With a disk that does not keep what it is given. */
    Simulation(Plan plan, MemoryDisk.Damage damage) {
        this.plan = plan;
        this.world = new World(plan, damage);
        for (NodePlan node : plan.nodes()) {
            nodes.add(new SimNode(world, nodes.size(), node));
        }
        plan.faults().forEach(fault -> world.timeline().at(fault.nanos(), () -> happen(fault)));
        world.timeline().at(plan.faultsEndNanos(), world.network()::heal);
        this.deadlineNanos = deadline();
    }

    private long deadline() {
        double work =
                plan.jobs().stream().mapToDouble(j -> j.job().totalNanos()).sum();
        double slowest =
                plan.nodes().stream().mapToDouble(NodePlan::speed).min().orElse(1);
        long submitted =
                plan.jobs().stream().mapToLong(JobPlan::submitNanos).max().orElse(0);
        return (long) (plan.faultsEndNanos() + submitted + 4 * work / slowest + PATIENCE_NANOS);
    }

    /**
     * Runs to the end of all jobs.
     *
     * @throws SimulationFailure if something is not as it has to be
     */
    Report run() {
        try {
            long nextCheck = 0;
            while (!world.users().haveAllEnded()) {
                if (!world.timeline().next() || world.timeline().now() > deadlineNanos) {
                    throw new IllegalStateException(
                            "the jobs do not end: " + world.users().explanations());
                }
                if (world.timeline().now() >= nextCheck) {
                    nextCheck = world.timeline().now() + CHECK_NANOS;
                    mostIntervals = Math.max(mostIntervals, intervals());
                }
            }
            Report report = report();
            checkBounds(report);
            if (plan.checksEach()) {
                checkQuiet();
            }
            return report;
        } catch (RuntimeException | AssertionError e) {
            throw new SimulationFailure(plan, world.trace(), e);
        }
    }

    /** What jobs are remembered by. */
    MemoryDisk disk() {
        return world.coordinators().disk();
    }

    private int intervals() {
        return world.coordinators()
                .leader()
                .map(term -> term.scheduler().intervals())
                .orElse(0);
    }

    private Report report() {
        return new Report(
                world.users().outcomes(),
                world.timeline().happened(),
                world.network().sent(),
                world.timeline().now(),
                mostIntervals,
                world.coordinators().terms(),
                world.book().adoptions(),
                world.book().quarantined(),
                world.book().computedItems());
    }

    /** A job is a bounded number of intervals, however many items it has. */
    private void checkBounds(Report report) {
        long most = SPARE_INTERVALS;
        for (Outcome job : report.outcomes().values()) {
            most += 3 * (job.stolen() + job.redispatched());
        }
        most += 3L
                * world.slotsEver()
                * plan.jobs().size()
                * (1 + world.coordinators().terms());
        if (report.mostIntervals() > most) {
            throw new IllegalStateException(report.mostIntervals() + " intervals are more than " + most);
        }
    }

    /** When every job has ended and nothing goes wrong any more, nobody holds anything. */
    private void checkQuiet() {
        long end = Math.max(world.timeline().now(), plan.faultsEndNanos()) + QUIET_NANOS;
        while (world.timeline().now() < end && world.timeline().next()) {
            // Time passes.
        }
        for (SimNode node : nodes) {
            node.process().ifPresent(SimProcess::checkQuiet);
        }
        SimTerm leader = world.coordinators().leader().orElseThrow(() -> new IllegalStateException("nobody leads"));
        int busy = leader.views().workers().stream()
                .mapToInt(WorkerView::busySlots)
                .sum();
        if (busy > 0) {
            throw new IllegalStateException(busy + " slots are busy, with no job left");
        }
    }

    private Optional<SimProcess> process(int node) {
        return nodes.get(node).process();
    }

    private void happen(Fault fault) {
        world.trace().add("fault", "is", fault);
        Coordinators coordinators = world.coordinators();
        if (fault instanceof Fault.Kill kill) {
            process(kill.node()).ifPresent(SimProcess::killed);
        } else if (fault instanceof Fault.PowerOff off) {
            nodes.get(off.node()).retire();
            process(off.node()).ifPresent(SimProcess::killed);
        } else if (fault instanceof Fault.Hang hang) {
            process(hang.node()).ifPresent(p -> p.slots().get(hang.slot()).hang());
        } else if (fault instanceof Fault.Stop stop) {
            process(stop.node()).ifPresent(p -> p.freeze(stop.forNanos()));
        } else if (fault instanceof Fault.SlowDown slow) {
            nodes.get(slow.node()).setSlowness(slow.factor());
            world.timeline().after(slow.forNanos(), () -> nodes.get(slow.node()).setSlowness(1));
        } else if (fault instanceof Fault.Partition partition) {
            nodes.get(partition.node()).link().setCut(true);
            world.timeline()
                    .after(
                            partition.forNanos(),
                            () -> nodes.get(partition.node()).link().setCut(false));
        } else if (fault instanceof Fault.Drain drain) {
            Optional<WorkerId> worker = process(drain.node()).map(SimProcess::id);
            worker.ifPresent(id -> coordinators
                    .ofRank(0)
                    .run(t -> t.scheduler().drain(id, world.timeline().now())));
        } else if (fault instanceof Fault.RestartCoordinator) {
            coordinators.forgetEverything();
            world.users().submitAgain();
        } else if (fault instanceof Fault.StopCoordinator stop) {
            coordinators.ofRank(stop.rank()).stop(stop.forNanos());
        } else if (fault instanceof Fault.KillCoordinator kill) {
            coordinators.ofRank(kill.rank()).kill(kill.forNanos());
        } else if (fault instanceof Fault.KillAtWrite kill) {
            coordinators.ofRank(0).killAtWrite(kill);
        } else if (fault instanceof Fault.CutCoordinator cut) {
            SimCoordinator machine = coordinators.ofRank(cut.rank());
            machine.link().setCut(true);
            world.timeline().after(cut.forNanos(), () -> machine.link().setCut(false));
        } else if (fault instanceof Fault.CutDisk cut) {
            SimCoordinator machine = coordinators.ofRank(cut.rank());
            machine.setCutFromDisk(true);
            world.timeline().after(cut.forNanos(), () -> machine.setCutFromDisk(false));
        } else if (fault instanceof Fault.DiskOutage outage) {
            coordinators.setDiskOut(true);
            world.timeline().after(outage.forNanos(), () -> coordinators.setDiskOut(false));
        }
    }
}
