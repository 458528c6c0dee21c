package io.rangefold.cli.bench;

import io.rangefold.cli.bench.AmdahlFit.Point;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What was measured, and what follows from it. All answers were equal.
 *
 * @param subject what was computed
 * @param plan how often, by how many
 * @param surroundings where, when, beside what
 * @param loop runs of the plain loop, one a repetition
 * @param sizes ascending, as in the plan
 */
public record ScalingReport(
        Subject subject, ScalingPlan plan, Surroundings surroundings, List<Run> loop, List<SizeRuns> sizes) {
    /** What rounding to microseconds leaves of the shortest times. */
    private static final double LEAST_SECONDS = 1e-6;

    /** Copies. */
    public ScalingReport {
        loop = List.copyOf(loop);
        sizes = List.copyOf(sizes);
    }

    /** Where the slots are. */
    public enum Place {
        IN_PROCESS("slots of one process, as in `rangefold run`"),
        WORKER_PROCESSES("worker processes on this machine, as in `rangefold run --workers`"),
        CLUSTER("a running cluster; jobs limited by --max-slots");

        private final String title;

        Place(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    /**
     * What was computed.
     *
     * @param kind the job kind's name
     * @param arguments all of them
     * @param kernel the code path
     * @param items over all stages
     * @param verify how results were checked, as options say it
     * @param command what was typed
     * @param answer hash of the result
     */
    public record Subject(
            String kind,
            Map<String, String> arguments,
            String kernel,
            long items,
            String verify,
            String command,
            String answer) {}

    /**
     * Where and when.
     *
     * @param place where the slots are
     * @param available cores of this machine, or slots of the cluster
     * @param machine this one
     * @param startedAt before the first round
     * @param finishedAt after the last one
     * @param loadBefore load average; negative where unknown
     * @param loadAfter the same at the end, what was measured included
     * @param otherCores busy with something else meanwhile
     */
    public record Surroundings(
            Place place,
            int available,
            Machine machine,
            Instant startedAt,
            Instant finishedAt,
            double loadBefore,
            double loadAfter,
            OptionalDouble otherCores) {}

    /** The runs of one size, one a repetition. */
    public record SizeRuns(Size size, List<Run> runs) {
        /** Copies. */
        public SizeRuns {
            runs = List.copyOf(runs);
        }

        Samples seconds() {
            return ScalingReport.seconds(runs);
        }
    }

    Samples loopSeconds() {
        return seconds(loop);
    }

    private static Samples seconds(List<Run> runs) {
        return new Samples(runs.stream().map(Run::seconds).toList());
    }

    /** The loop's time over that size's, within each repetition. */
    Samples speedUps(SizeRuns size) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < loop.size(); i++) {
            ratios.add(1 / ratio(size, i));
        }
        return new Samples(ratios);
    }

    /** The median speed-up by the number of slots. */
    double efficiency(SizeRuns size) {
        return speedUps(size).median() / size.size().total();
    }

    private double ratio(SizeRuns size, int repetition) {
        return Math.max(size.runs().get(repetition).seconds(), LEAST_SECONDS)
                / Math.max(loop.get(repetition).seconds(), LEAST_SECONDS);
    }

    /** The law that the runs follow; empty if nothing but one slot was measured. */
    public Optional<AmdahlFit> fit() {
        List<List<Point>> repetitions = new ArrayList<>();
        for (int i = 0; i < loop.size(); i++) {
            int repetition = i;
            repetitions.add(sizes.stream()
                    .map(size -> new Point(size.size().total(), ratio(size, repetition)))
                    .toList());
        }
        return AmdahlFit.of(repetitions, plan.seed());
    }

    /** The first size beyond which the next one measured gained less than 10 % for each doubling; empty if all did. */
    public Optional<Stop> observedStop() {
        for (int i = 1; i < sizes.size(); i++) {
            SizeRuns from = sizes.get(i - 1);
            SizeRuns to = sizes.get(i);
            double doublings = Math.log((double) to.size().total() / from.size().total()) / Math.log(2);
            if (doublings > 0) {
                double gain = Math.pow(speedUps(to).median() / speedUps(from).median(), 1 / doublings) - 1;
                if (gain < AmdahlFit.LEAST_GAIN) {
                    return Optional.of(new Stop(from.size(), to.size(), gain));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Where more slots did not pay.
     *
     * @param from the last size that did
     * @param to the next one measured
     * @param gain for each doubling between them, as a share; may be negative
     */
    public record Stop(Size from, Size to, double gain) {}
}
