package io.rangefold.benchmark.factor;

import com.fasterxml.jackson.databind.JsonNode;
import io.rangefold.benchmark.Semiprimes;
import io.rangefold.benchmark.Semiprimes.Semiprime;
import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.benchmark.program.JobRun;
import io.rangefold.benchmark.program.Launcher;
import io.rangefold.benchmark.program.Repeated;
import io.rangefold.benchmark.program.Shell;
import io.rangefold.benchmark.report.Repetition;
import io.rangefold.benchmark.report.Report;
import io.rangefold.benchmark.report.Samples;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Many balanced semiprimes in one slot against PARI on one core. */
@Command(
        name = "factor",
        mixinStandardHelpOptions = true,
        description = "Factorizations of many numbers in one slot, beside PARI.")
public final class Factor implements Callable<Integer> {
    private static final String PARI = "gp";
    /** Digits of the numbers, and how many times as fast as PARI a slot is to be. */
    private static final List<Level> LEVELS = List.of(new Level(15, 22), new Level(18, 19), new Level(20, 2));

    private static final int RUNS = 5;

    @Mixin
    private Repetition repetition = new Repetition();

    @Option(
            names = "--numbers",
            paramLabel = "N",
            defaultValue = "10000",
            description = "how many of each length (default: ${DEFAULT-VALUE})")
    private int count = 10_000;

    private record Level(int digits, double goal) {}

    @Override
    public Integer call() throws Exception {
        Report report = Report.ofThisJdk("factor");
        if (!Shell.knows(PARI)) {
            Report.progress(
                    "There is no gp on the path, and so nothing to compare with: see benchmarks/peers/install.");
            return 1;
        }
        List<List<String>> rows = new ArrayList<>();
        String version;
        try (Shell shell = Shell.open()) {
            version = shell.run(List.of(PARI, "--version-short")).lines().get(0);
            for (Level level : LEVELS) {
                rows.add(measure(level, shell));
            }
        }
        report.paragraph(
                "Balanced semiprimes, " + count + " of each length, the same for both and in every run."
                        + " `rangefold run factorize --slots 1 --verify none`, " + RUNS
                        + " times in one process, which is cold when"
                        + " the first one begins; warm is the median of the last ones; by `busySeconds`. `factorint` of PARI "
                        + version
                        + " on one core (benchmarks/peers/factor.gp), without its start. All factors are compared with the primes that the"
                        + " numbers were made of. In turns, " + repetition.rounds()
                        + " rounds; microseconds a number: median (least – most); the ratios are the medians of those of each round.");
        report.table(List.of("digits", "cold", "warm", "PARI", "PARI : cold", "PARI : warm", "goal", "kernel"), rows);
        report.publish(repetition.write());
        return 0;
    }

    private List<String> measure(Level level, Shell shell) throws IOException, InterruptedException {
        List<Semiprime> numbers = Semiprimes.balanced(level.digits(), count);
        Path file = shell.file(
                "numbers",
                numbers.stream().map(number -> number.product().toString()).toList());
        List<String> smaller =
                numbers.stream().map(number -> number.p().toString()).toList();
        List<Double> cold = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        List<Double> peer = new ArrayList<>();
        String kernel = "";
        for (int round = 1; round <= repetition.rounds(); round++) {
            peer.add(micros(pari(shell, file, smaller)));
            Repeated own = new Repeated(new Launcher(shell).run("factorize --input " + file, RUNS, 1));
            for (JobRun run : own.runs()) {
                WrongAnswerException.check("least factors", smaller, leastFactors(run));
                kernel = run.kernel();
            }
            cold.add(micros(own.cold(JobRun::busySeconds)));
            warm.add(micros(own.warm(JobRun::busySeconds)));
            Report.progress(level.digits() + " digits, round " + round + ": " + cold + " " + warm + " " + peer);
        }
        return List.of(
                String.valueOf(level.digits()),
                new Samples(cold).show("%.1f"),
                new Samples(warm).show("%.1f"),
                new Samples(peer).show("%.1f"),
                Samples.ratios(peer, cold).show("%.2f"),
                Samples.ratios(peer, warm).show("%.2f"),
                Samples.show("%.0f", level.goal()),
                kernel);
    }

    private double micros(double seconds) {
        return seconds * 1e6 / count;
    }

    /** The seconds that PARI takes. */
    private static double pari(Shell shell, Path file, List<String> smaller) throws IOException, InterruptedException {
        String program = Report.root().resolve("benchmarks/peers/factor.gp").toString();
        List<String> lines = shell.run(List.of(PARI, "-q", "-f", program), Map.of("NUMBERS", file.toString()))
                .lines();
        WrongAnswerException.check("PARI's least factors", smaller, lines.subList(1, lines.size()));
        return Double.parseDouble(lines.get(0));
    }

    private static List<String> leastFactors(JobRun run) {
        List<String> factors = new ArrayList<>();
        for (JsonNode number : run.document().path("result").path("numbers")) {
            factors.add(number.path("factors").path(0).path("prime").asText());
        }
        return factors;
    }
}
