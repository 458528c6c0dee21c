package io.rangefold.benchmark.kernels;

import io.rangefold.benchmark.kernels.LoopCase.Contest;
import io.rangefold.benchmark.program.JobRun;
import io.rangefold.benchmark.program.Launcher;
import io.rangefold.benchmark.program.Shell;
import io.rangefold.benchmark.report.Repetition;
import io.rangefold.benchmark.report.Report;
import io.rangefold.benchmark.report.Samples;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One slot's kernels of expressions against what gcc makes of the same loops. */
@Command(
        name = "kernels",
        mixinStandardHelpOptions = true,
        description = "Sums and counts of expressions in one slot, beside plain C loops.")
public final class Kernels implements Callable<Integer> {
    private static final int VECTORS_FROM = 21;
    /** A step of the search for the number of items. */
    private static final double MAX_GROWTH = 8;

    /** A pilot of fewer items tells nothing: no code is compiled for them. */
    private static final long LEAST_PILOT = 1L << 25;

    private static final int PILOT_RUNS = 3;

    @Mixin
    private Repetition repetition = new Repetition();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "1.5",
            description = "what a slot takes in each turn; a loop half of it (default: ${DEFAULT-VALUE})")
    private double seconds = 1.5;

    private final List<List<String>> rows = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Report report = Report.ofThisJdk("kernels");
        if (!Shell.knows(Loops.COMPILER)) {
            Report.progress(
                    "There is no gcc on the path, and so nothing to compare with: see benchmarks/peers/install.");
            return 1;
        }
        String compiler;
        try (Shell shell = Shell.open()) {
            compiler = shell.run(List.of(Loops.COMPILER, "--version")).lines().get(0);
            Loops loops = Loops.compile(shell);
            for (LoopCase each : LoopCase.all()) {
                measure(each, new Launcher(shell), loops);
            }
        }
        report.paragraph(
                "`rangefold run --slots 1 --verify none` in a fresh process, items by its `busySeconds`, which include"
                        + " what the JVM needs to compile and warm up; beside loops that a user would write (benchmarks/peers/loops.c, `"
                        + compiler + "`, " + String.join(" ", Loops.OPTIONS)
                        + "), whose sums wrap at 64 bits where nothing else is said, while those of `rangefold` are exact."
                        + " Answers were compared first. In turns, " + repetition.rounds()
                        + " rounds; 10^9 items a second: median (least – most); the ratio is the median of those of each round.");
        report.table(List.of("job", "rangefold", "peer", "its rate", "rangefold : peer", "goal", "kernel"), rows);
        report.publish(repetition.write());
        return 0;
    }

    private void measure(LoopCase task, Launcher launcher, Loops loops) throws IOException, InterruptedException {
        Map<String, Amount> peers = check(task, launcher, loops);
        Amount amount = amount(task, launcher);
        List<Double> own = new ArrayList<>();
        Map<String, List<Double>> theirs = new LinkedHashMap<>();
        String kernel = "";
        for (int round = 1; round <= repetition.rounds(); round++) {
            List<JobRun> runs = launcher.run(task.job(amount.items()), amount.times(), 1);
            own.add(rate(runs));
            kernel = runs.get(runs.size() - 1).kernel();
            for (String loop : task.loops()) {
                Amount share = peers.get(loop);
                long items = Math.min(share.items(), amount.items());
                Loops.Run run = loops.run(loop, task.from(), items, share.times());
                theirs.computeIfAbsent(loop, name -> new ArrayList<>()).add(run.rate());
            }
            Report.progress(task.title() + ", " + amount + ", round " + round + ": " + own + " " + theirs);
        }
        for (Contest contest : task.contests()) {
            rows.add(row(task, contest, own, best(contest, theirs), kernel));
        }
    }

    /** Compares answers; gives what each loop can do in its time. */
    private Map<String, Amount> check(LoopCase task, Launcher launcher, Loops loops)
            throws IOException, InterruptedException {
        BigInteger answer =
                launcher.run(task.job(task.checkItems()), 1, 1).get(0).number(task.result());
        Map<String, Amount> amounts = new LinkedHashMap<>();
        for (String loop : task.loops()) {
            Loops.Run run = loops.run(loop, task.from(), task.checkItems(), 1);
            run.check(answer);
            amounts.put(loop, Amount.of(run.rate(), seconds / 2, task.maxItems()));
        }
        return amounts;
    }

    /** What a slot can do in its time, as the best of a few runs in one process tells. */
    private Amount amount(LoopCase task, Launcher launcher) throws IOException, InterruptedException {
        long items = task.checkItems();
        while (true) {
            List<JobRun> runs = launcher.run(task.job(items), PILOT_RUNS, 1);
            double took = runs.stream().mapToDouble(JobRun::busySeconds).min().orElseThrow();
            if (took >= seconds / 4 && items >= LEAST_PILOT || items == task.maxItems()) {
                return Amount.of(items / took, seconds, task.maxItems());
            }
            double growth = Math.min(MAX_GROWTH, Math.max(2, seconds / 3 / took));
            items = (long) Math.min(items * growth, task.maxItems());
        }
    }

    private static double rate(List<JobRun> runs) {
        double items = runs.stream().mapToDouble(JobRun::items).sum();
        return items / runs.stream().mapToDouble(JobRun::busySeconds).sum();
    }

    /** The rates of the loop that is the fastest of a contest. */
    private static List<Double> best(Contest contest, Map<String, List<Double>> rates) {
        return contest.loops().stream()
                .map(rates::get)
                .max((a, b) -> Double.compare(new Samples(a).median(), new Samples(b).median()))
                .orElseThrow();
    }

    private static List<String> row(
            LoopCase task, Contest contest, List<Double> own, List<Double> peer, String kernel) {
        double goal = Runtime.version().feature() >= VECTORS_FROM ? contest.goal() : contest.goalWithout();
        return List.of(
                task.title(),
                billions(own),
                contest.title(),
                billions(peer),
                Samples.ratios(own, peer).show("%.2f"),
                Samples.show("%.2f", goal),
                kernel);
    }

    private static String billions(List<Double> rates) {
        return new Samples(rates.stream().map(rate -> rate / 1e9).toList()).show("%.3g");
    }
}
