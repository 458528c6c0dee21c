package io.rangefold.benchmark.start;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.benchmark.report.Repetition;
import io.rangefold.benchmark.report.Report;
import io.rangefold.benchmark.report.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Whole commands, from the shell's fork to their end. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Whole commands from the shell, beside the same tasks in Python with process pools.")
public final class Start implements Callable<Integer> {
    private static final String OUT = "out";
    private static final String JOBS = "jobs";
    private static final List<String> FILES = List.of(OUT, JOBS);
    private static final String NONE = "–";

    @Mixin
    private Repetition repetition = new Repetition();

    private final ObjectMapper json = new ObjectMapper();
    private Path work = Path.of("");

    @Override
    public Integer call() throws Exception {
        work = Files.createTempDirectory("rangefold-start");
        try {
            measure();
        } finally {
            for (String file : FILES) {
                Files.deleteIfExists(work.resolve(file));
            }
            Files.delete(work);
        }
        return 0;
    }

    private void measure() throws IOException, InterruptedException {
        Report report = new Report("start");
        List<List<String>> rows = new ArrayList<>();
        for (ShellCase each : ShellCase.all()) {
            rows.add(row(each));
        }
        report.paragraph(
                "Whole commands, start and end included, one after the other on this machine: `rangefold run` with"
                        + " its answer checked as by default, a program in Python with `multiprocessing.Pool` of all cores, and"
                        + " the same program in one process (benchmarks/peers, "
                        + String.join(
                                " ",
                                Shell.run(List.of("python3", "--version"), work.resolve(OUT))
                                        .lines())
                        + "). All answers are compared. In turns, " + repetition.rounds()
                        + " rounds after one to warm caches up; milliseconds: median (least – most); the ratio is the median"
                        + " of those of each round, and above 1 where `rangefold` is faster.");
        report.table(List.of("task", "rangefold", "Python, pool", "Python, one process", "pool : rangefold"), rows);
        report.publish(repetition.write());
    }

    private List<String> row(ShellCase task) throws IOException, InterruptedException {
        List<Double> own = new ArrayList<>();
        List<Double> pool = new ArrayList<>();
        List<Double> single = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        List<String> words = rangefold(task);
        for (int round = 0; round <= repetition.rounds(); round++) {
            boolean counts = round > 0;
            Shell.Run run = Shell.run(words, work.resolve(OUT));
            keep(counts, own, run.millis());
            if (task.peerWords().isPresent()) {
                List<String> answers = answers(run);
                double pooled = peer(task, "0", answers);
                keep(counts, pool, pooled);
                keep(counts, single, peer(task, "1", answers));
                keep(counts, ratios, pooled / run.millis());
            }
            Report.progress(task.title() + ", round " + round + ": " + run.millis() + " ms");
        }
        return List.of(task.title(), show(own, "%.0f"), show(pool, "%.0f"), show(single, "%.0f"), show(ratios, "%.2f"));
    }

    private static void keep(boolean counts, List<Double> all, double value) {
        if (counts) {
            all.add(value);
        }
    }

    private static String show(List<Double> values, String format) {
        return values.isEmpty() ? NONE : new Samples(values).show(format);
    }

    private List<String> rangefold(ShellCase task) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(Report.root().resolve("rangefold").toString());
        Path jobs = Files.write(work.resolve(JOBS), task.jobs());
        task.words().forEach(word -> words.add(word.equals(ShellCase.JOBS) ? jobs.toString() : word));
        words.addAll(List.of("--output", "json"));
        return words;
    }

    private List<String> answers(Shell.Run run) throws IOException {
        List<String> all = new ArrayList<>();
        try (var documents = json.readerFor(JsonNode.class).<JsonNode>readValues(String.join("\n", run.lines()))) {
            documents.forEachRemaining(document -> all.addAll(ShellCase.answers(document)));
        }
        return all;
    }

    /** Runs the program in Python; gives milliseconds. */
    private double peer(ShellCase task, String processes, List<String> answers)
            throws IOException, InterruptedException {
        List<String> words = new ArrayList<>();
        words.add("python3");
        List<String> peer = task.peerWords().orElseThrow();
        words.add(Report.root().resolve("benchmarks/peers").resolve(peer.get(0)).toString());
        words.add(processes);
        words.addAll(peer.subList(1, peer.size()));
        Shell.Run run = Shell.run(words, work.resolve(OUT));
        WrongAnswerException.check(task.title(), run.lines(), answers);
        return run.millis();
    }
}
