package io.rangefold.benchmark.start;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.benchmark.program.Launcher;
import io.rangefold.benchmark.program.Shell;
import io.rangefold.benchmark.report.Repetition;
import io.rangefold.benchmark.report.Report;
import io.rangefold.benchmark.report.Samples;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whole commands, from the shell's fork to their end. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Whole commands from the shell, beside the same tasks in Python with process pools and Dask.")
public final class Start implements Callable<Integer> {
    private static final String NONE = "–";

    @Mixin
    private Repetition repetition = new Repetition();

    @Override
    public Integer call() throws Exception {
        Report report = Report.ofThisJdk("start");
        List<List<String>> rows = new ArrayList<>();
        String peers;
        try (Shell shell = Shell.open();
                Coordinator coordinator = Coordinator.start()) {
            Map<String, String> environment = Map.of("RANGEFOLD_API", coordinator.api());
            PythonPeers python = PythonPeers.find(shell);
            peers = python.description();
            for (ShellCase each : ShellCase.all()) {
                rows.add(row(each, shell, environment, python));
            }
        }
        report.paragraph(
                "Whole commands, start and end included, one after the other on this machine: `rangefold` with its"
                        + " answer checked as by default, a program in Python with `multiprocessing.Pool` of all cores, the same"
                        + " with Dask.distributed and as many worker processes, and in one process (benchmarks/peers; "
                        + peers
                        + "). All answers are compared. In turns, " + repetition.rounds()
                        + " rounds after one to warm caches up; milliseconds: median (least – most); the ratios are the medians"
                        + " of those of each round, and above 1 where `rangefold` is faster.");
        report.table(
                List.of(
                        "task",
                        "rangefold",
                        "goal",
                        "Python, pool",
                        "Python, Dask",
                        "Python, one process",
                        "pool : rangefold",
                        "Dask : rangefold"),
                rows);
        report.publish(repetition.write());
        return 0;
    }

    private List<String> row(ShellCase task, Shell shell, Map<String, String> environment, PythonPeers python)
            throws IOException, InterruptedException {
        List<Double> own = new ArrayList<>();
        List<Double> pool = new ArrayList<>();
        List<Double> dask = new ArrayList<>();
        List<Double> single = new ArrayList<>();
        List<String> words = rangefold(task, shell);
        for (int round = 0; round <= repetition.rounds(); round++) {
            boolean counts = round > 0;
            Shell.Run run = shell.run(words, environment);
            keep(counts, own, run.millis());
            if (task.peerWords().isPresent()) {
                List<String> answers = answers(run);
                keep(counts, pool, peer(task, shell, python.pool(), answers));
                keep(counts, single, peer(task, shell, python.single(), answers));
                if (task.scalesOut() && python.dask().isPresent()) {
                    keep(counts, dask, peer(task, shell, python.dask().get(), answers));
                }
            }
            Report.progress(task.title() + ", round " + round + ": " + run.millis() + " ms");
        }
        return List.of(
                task.title(),
                show(own),
                task.goal(),
                show(pool),
                show(dask),
                show(single),
                ratio(pool, own),
                ratio(dask, own));
    }

    private static void keep(boolean counts, List<Double> all, double value) {
        if (counts) {
            all.add(value);
        }
    }

    private static String show(List<Double> values) {
        return values.isEmpty() ? NONE : new Samples(values).show("%.0f");
    }

    private static String ratio(List<Double> peer, List<Double> own) {
        return peer.isEmpty() ? NONE : Samples.ratios(peer, own).show("%.2f");
    }

    private static List<String> rangefold(ShellCase task, Shell shell) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Launcher.command());
        String jobs = shell.file("jobs", task.jobs()).toString();
        task.words().forEach(word -> words.add(word.equals(ShellCase.JOBS) ? jobs : word));
        words.addAll(List.of("--output", "json"));
        return words;
    }

    private static List<String> answers(Shell.Run run) throws IOException {
        List<String> all = new ArrayList<>();
        for (JsonNode document : Launcher.documents(run)) {
            all.addAll(ShellCase.answers(document));
        }
        return all;
    }

    /** Runs the program in Python; gives milliseconds. */
    private static double peer(ShellCase task, Shell shell, PythonPeers.Way way, List<String> answers)
            throws IOException, InterruptedException {
        Shell.Run run = shell.run(way.words(task.peerWords().orElseThrow()));
        WrongAnswerException.check(task.title(), answers, run.lines());
        return run.millis();
    }
}
