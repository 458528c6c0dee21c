package io.rangefold.cli.bench;

import io.rangefold.cli.bench.ScalingReport.Place;
import io.rangefold.cli.bench.ScalingReport.SizeRuns;
import io.rangefold.cli.bench.ScalingReport.Surroundings;
import io.rangefold.cli.output.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** What a scaling report says in words: what was found, and why one should doubt it. */
final class Findings {
    private static final double SHORT_SECONDS = 0.5;
    private static final double LONG_ENOUGH_SECONDS = 2;
    private static final double MUCH_SPREAD = 0.2;
    private static final double BUSY_SHARE = 0.25;

    private final ScalingReport report;

    Findings(ScalingReport report) {
        this.report = report;
    }

    /** What was found, the most important first. */
    List<String> results() {
        List<String> lines = new ArrayList<>();
        SizeRuns best = report.sizes().stream()
                .max(Comparator.comparingDouble(size -> report.speedUps(size).median()))
                .orElseThrow();
        Samples gains = report.speedUps(best);
        lines.add(best.size().title() + ": " + times(gains.median()) + " as fast as the plain loop ("
                + factor(gains.least()) + " to " + factor(gains.most()) + "), "
                + percent(report.efficiency(best)) + " of the ideal");
        report.sizes().stream()
                .filter(size -> size.size().total() == 1)
                .findFirst()
                .ifPresent(one -> lines.add(one.size().title() + " takes "
                        + times(1 / report.speedUps(one).median())
                        + " as long as the plain loop: what leases, commits and messages cost"));
        report.fit().ifPresent(fit -> lines.addAll(law(fit)));
        if (report.sizes().size() > 1) {
            lines.add(report.observedStop()
                    .map(stop -> "measured: from " + stop.from().title() + " to "
                            + stop.to().title() + ", each doubling "
                            + (stop.gain() < 0 ? "lost " : "gained only ") + Figures.percent(Math.abs(stop.gain())))
                    .orElse("measured: each doubling gained 10 % or more"));
        }
        return lines;
    }

    private List<String> law(AmdahlFit fit) {
        String interval = report.plan().repetitions() == 1
                ? "one repetition, so no interval"
                : "95 %: " + percent(fit.low()) + " to " + percent(fit.high());
        String limit = Double.isInfinite(fit.limit())
                ? ""
                : ": no number of slots is more than " + times(fit.limit()) + " as fast as the loop";
        List<String> lines = new ArrayList<>();
        lines.add("Amdahl's law fits with a serial fraction of " + percent(fit.serialFraction()) + " (" + interval + ")"
                + limit);
        OptionalLong most = fit.worthDoubling();
        if (most.isPresent() && most.getAsLong() == 0) {
            lines.add("by that law, not even a second slot gains 10 %");
        } else {
            lines.add("by that law, doubling the slots gains 10 % or more "
                    + (most.isEmpty() ? "however many there are" : "up to " + Figures.count(most.getAsLong(), "slot")));
        }
        return lines;
    }

    /** What makes the figures doubtful. */
    List<String> warnings() {
        List<String> lines = new ArrayList<>();
        Surroundings around = report.surroundings();
        double loop = report.loopSeconds().median();
        if (loop < SHORT_SECONDS) {
            lines.add("the plain loop takes only " + Figures.seconds(loop)
                    + ": what begins and ends a job weighs too much. Give it some "
                    + Math.max(2, Math.round(LONG_ENOUGH_SECONDS / Math.max(loop, 1e-3)))
                    + " times as much to compute");
        }
        int cores = around.machine().cores();
        if (around.loadBefore() > BUSY_SHARE * cores) {
            lines.add("the load was " + Figures.decimal(around.loadBefore(), 1) + " on " + Figures.count(cores, "core")
                    + " before anything was measured");
        }
        around.otherCores().stream()
                .filter(busy -> around.place() != Place.CLUSTER && busy > BUSY_SHARE)
                .forEach(busy -> lines.add("other work took " + Figures.decimal(busy, 1) + " of "
                        + Figures.count(cores, "core") + " meanwhile: the speed-up of an idle machine is higher"));
        addSpread(lines, "the plain loop", report.loopSeconds());
        report.sizes().forEach(size -> addSpread(lines, size.size().title(), size.seconds()));
        addSizes(lines, around);
        if (!report.subject().verify().equals("none")) {
            lines.add("with --verify " + report.subject().verify()
                    + " the slots check what the plain loop does not: use --verify none to compare");
        }
        return lines;
    }

    private void addSizes(List<String> lines, Surroundings around) {
        String units = around.place() == Place.CLUSTER ? "slot" : "core";
        if (report.sizes().stream().anyMatch(size -> size.size().total() > around.available())) {
            lines.add("there are only " + Figures.count(around.available(), units)
                    + ": more slots than that can't gain anything");
        }
        if (around.place() == Place.CLUSTER) {
            lines.add("the plain loop was measured on this machine, which may be faster or slower than the cluster's");
        }
    }

    private static void addSpread(List<String> lines, String who, Samples seconds) {
        if (seconds.spread() > MUCH_SPREAD) {
            lines.add("runs of " + who + " differ by " + percent(seconds.spread()) + " of their median: from "
                    + Figures.seconds(seconds.least()) + " to " + Figures.seconds(seconds.most()));
        }
    }

    private static String times(double factor) {
        return factor(factor) + " times";
    }

    private static String factor(double factor) {
        return Figures.decimal(factor, factor < 10 ? 2 : factor < 100 ? 1 : 0);
    }

    private static String percent(double share) {
        return Figures.decimal(share * 100, share < 0.1 ? 2 : 1) + " %";
    }
}
