package io.rangefold.benchmark.pictures;

import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.benchmark.program.JobRun;
import io.rangefold.benchmark.program.Launcher;
import io.rangefold.benchmark.program.Shell;
import io.rangefold.benchmark.report.Repetition;
import io.rangefold.benchmark.report.Report;
import io.rangefold.benchmark.report.Samples;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** One slot's pictures and estimates against what gcc makes of the same loops. */
@Command(
        name = "pictures",
        mixinStandardHelpOptions = true,
        description = "Pictures of the Mandelbrot set and estimates of pi in one slot, beside plain C loops.")
public final class Pictures implements Callable<Integer> {
    private static final String COMPILER = "gcc";
    private static final List<String> OPTIONS = List.of("-O3", "-march=native", "-ffp-contract=off");

    /** Jobs of one process, of which the first finds everything cold. */
    private static final int TIMES = 3;

    @Mixin
    private Repetition repetition = new Repetition();

    private final List<List<String>> rows = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Report report = Report.ofThisJdk("pictures");
        if (!Shell.knows(COMPILER)) {
            Report.progress(
                    "There is no gcc on the path, and so nothing to compare with: see benchmarks/peers/install.");
            return 1;
        }
        try (Shell shell = Shell.open()) {
            String program = shell.place("pictures").toString();
            String source = Report.root().resolve("benchmarks/peers/pictures.c").toString();
            shell.run(Stream.of(List.of(COMPILER), OPTIONS, List.of("-o", program, source))
                    .flatMap(List::stream)
                    .toList());
            for (PictureCase each : PictureCase.all()) {
                measure(each, new Launcher(shell), shell, program);
            }
        }
        report.paragraph("`rangefold run --slots 1 --verify none`, " + TIMES + " jobs in a fresh process, by the"
                + " `busySeconds` of the last one; beside loops over one pixel or sample (benchmarks/peers/pictures.c, "
                + String.join(" ", OPTIONS)
                + ") on one thread. Answers were compared, to the last iteration. In turns, " + repetition.rounds()
                + " rounds; seconds: median (least – most); the ratio is the median of those of each round.");
        report.table(List.of("job", "rangefold", "C", "C : rangefold"), rows);
        report.publish(repetition.write());
        return 0;
    }

    private void measure(PictureCase task, Launcher launcher, Shell shell, String program)
            throws IOException, InterruptedException {
        List<Double> own = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int round = 1; round <= repetition.rounds(); round++) {
            List<JobRun> runs = launcher.run(task.job(), TIMES, 1);
            JobRun last = runs.get(runs.size() - 1);
            List<String> words = new ArrayList<>(List.of(program));
            words.addAll(task.peer());
            String[] peer = shell.run(words).lines().get(0).split(" ");
            WrongAnswerException.check(task.title(), last.number(task.result()), new BigInteger(peer[0]));
            own.add(last.busySeconds());
            theirs.add(Double.parseDouble(peer[1]));
            Report.progress(task.title() + ", round " + round + ": " + own + " " + theirs);
        }
        rows.add(List.of(
                task.title(),
                new Samples(own).show("%.3f"),
                new Samples(theirs).show("%.3f"),
                Samples.ratios(theirs, own).show("%.2f")));
    }
}
