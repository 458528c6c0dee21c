package io.rangefold.simulation;

import io.rangefold.coordinator.service.JobOptions;
import io.rangefold.coordinator.service.VerifyMode;
import io.rangefold.simulation.Simulation.Report;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Measures how close to the ideal jobs of about 100 simulated seconds end, on a faultless network of 0.2 ms. The ideal is
 * the work over the speed of the slots that are alive. Strides, messages and time-outs are those of real nodes; what the
 * coordinator itself takes to think is not counted.
 */
final class Measure {
    private static final double SECONDS = 100;
    private static final long SECOND = 1_000_000_000L;
    private static final long SUBMIT_NANOS = SECOND;
    private static final long ITEMS = 1_000_000_000L;

    /**
     * A cluster and its job.
     *
     * @param name for humans
     * @param slow the share of machines that have a quarter of the speed
     * @param shape of the costs
     * @param killed the share of machines that are powered off half way
     */
    private record Case(String name, double slow, Cost.Shape shape, double killed) {}

    private static final List<Case> CASES = List.of(
            new Case("equal nodes", 0, Cost.Shape.EQUAL, 0),
            new Case("nodes of speeds 4:1", 0.5, Cost.Shape.EQUAL, 0),
            new Case("cost growing along the range", 0, Cost.Shape.GROWING, 0),
            new Case("cost with spikes of 40", 0, Cost.Shape.SPIKES, 0),
            new Case("a tenth of the workers killed", 0, Cost.Shape.EQUAL, 0.1));

    private final PrintStream out;

    Measure(PrintStream out) {
        this.out = out;
    }

    /** Measures every case on a cluster of so many workers. */
    void run(int workers, int slots) {
        out.printf("%n%d workers x %d slots%n%n", workers, slots);
        out.println(
                "| case | makespan / ideal | steals per slot | messages per slot and second | most intervals per slot"
                        + " | events per second (wall) |");
        out.println("|---|---:|---:|---:|---:|---:|");
        CASES.forEach(each -> run(each, workers, slots));
    }

    private void run(Case each, int workers, int slots) {
        List<NodePlan> nodes = new ArrayList<>();
        for (int node = 0; node < workers; node++) {
            nodes.add(NodePlan.of(slots, node < workers * each.slow ? 0.25 : 1));
        }
        double speed = nodes.stream().mapToDouble(n -> n.speed() * n.slots()).sum();
        List<Fault> faults = new ArrayList<>();
        for (int node = 0; node < workers * each.killed; node++) {
            faults.add(new Fault.PowerOff(node, SUBMIT_NANOS + (long) (SECONDS / 2 * SECOND)));
        }
        TestJob job = TestJob.plain("job", ITEMS, new Cost(each.shape, SECONDS * SECOND * speed / ITEMS, ITEMS));
        JobOptions options = new JobOptions("", 0, OptionalInt.empty(), Optional.empty(), 3, new VerifyMode.None());
        JobPlan plan = new JobPlan(job, options, SUBMIT_NANOS, List.of());
        long start = System.nanoTime();
        Report report = new Simulation(Plan.calm(1, nodes, List.of(plan)).with(faults)).run();
        double wallSeconds = (System.nanoTime() - start) / 1e9;
        double lostSpeed = each.killed * speed;
        double total = job.totalNanos() / SECOND;
        double ideal =
                each.killed == 0 ? total / speed : SECONDS / 2 + (total - SECONDS / 2 * speed) / (speed - lostSpeed);
        double makespan = (double) (report.nanos() - SUBMIT_NANOS) / SECOND;
        Outcome outcome = report.outcomes().get(plan);
        double all = (double) workers * slots;
        out.printf(
                Locale.ROOT,
                "| %s | %.4f | %.2f | %.2f | %.1f | %.0f |%n",
                each.name,
                makespan / ideal,
                outcome.stolen() / all,
                report.messages() / all / makespan,
                report.mostIntervals() / all,
                report.events() / wallSeconds);
    }
}
