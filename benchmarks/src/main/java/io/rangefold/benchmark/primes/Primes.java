package io.rangefold.benchmark.primes;

import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.benchmark.program.JobRun;
import io.rangefold.benchmark.program.Launcher;
import io.rangefold.benchmark.program.Repeated;
import io.rangefold.benchmark.program.Shell;
import io.rangefold.benchmark.report.Repetition;
import io.rangefold.benchmark.report.Report;
import io.rangefold.benchmark.report.Samples;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Counts of primes against the programs that are the best at it. */
@Command(
        name = "primes",
        mixinStandardHelpOptions = true,
        description = "Counts of primes, beside primesieve and primecount.")
public final class Primes implements Callable<Integer> {
    @Mixin
    private Repetition repetition = new Repetition();

    @Override
    public Integer call() throws Exception {
        Report report = Report.ofThisJdk("primes");
        try (Shell shell = Shell.open()) {
            report.paragraph(
                    "`rangefold run prime-count --verify none`, the same job several times in one process, which is"
                            + " cold when the first one begins; warm is the median of the second half. Its times are `busySeconds`,"
                            + " those of the peers what they print themselves, without their start and end. All counts are compared."
                            + " In turns, " + repetition.rounds()
                            + " rounds; seconds: median (least – most); ratios are the medians of those of each round.");
            if (Shell.knows(Counter.SIEVE)) {
                sieve(report, shell);
            } else {
                report.paragraph("There is no primesieve here: see benchmarks/peers/install.");
            }
            if (Shell.knows(Counter.FORMULA)) {
                formula(report, shell);
            } else {
                report.paragraph("There is no primecount here: see benchmarks/peers/install.");
            }
        }
        report.publish(repetition.write());
        return 0;
    }

    private void sieve(Report report, Shell shell) throws IOException, InterruptedException {
        List<List<String>> times = new ArrayList<>();
        List<List<String>> scaling = new ArrayList<>();
        for (PrimeCase each : PrimeCase.sieved()) {
            sieve(each, shell, times, scaling);
        }
        report.paragraph("One slot by the sieve against one thread of " + Counter.version(shell, Counter.SIEVE) + ":");
        report.table(
                List.of("primes", "cold", "warm", "primesieve", "cold : primesieve", "warm : primesieve", "goal"),
                times);
        report.paragraph(
                "Two slots over one, by `elapsedSeconds` of the only job of a fresh process, and its two threads over one:");
        report.table(
                List.of(
                        "primes",
                        "1 slot",
                        "2 slots",
                        "speed-up",
                        "primesieve, 2 threads",
                        "its speed-up",
                        "ours : its"),
                scaling);
    }

    private void sieve(PrimeCase task, Shell shell, List<List<String>> times, List<List<String>> scaling)
            throws IOException, InterruptedException {
        List<Double> cold = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        List<Double> peer = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        List<Double> peerTwo = new ArrayList<>();
        for (int round = 1; round <= repetition.rounds(); round++) {
            Counter.Run thread = Counter.sieve(shell, task.from(), task.to(), 1);
            Repeated slot = count(task, shell, task.times(), 1, thread.count());
            peer.add(thread.seconds());
            cold.add(slot.cold(JobRun::busySeconds));
            warm.add(slot.warm(JobRun::busySeconds));
            one.add(count(task, shell, 1, 1, thread.count()).cold(JobRun::elapsedSeconds));
            peerTwo.add(Counter.sieve(shell, task.from(), task.to(), 2).seconds());
            two.add(count(task, shell, 1, 2, thread.count()).cold(JobRun::elapsedSeconds));
            Report.progress(task.title() + ", round " + round + ": " + warm + " " + peer + " " + two + " " + peerTwo);
        }
        times.add(times(task, cold, warm, peer, "at most 1.5"));
        List<Double> gain = Samples.quotients(one, two);
        List<Double> peerGain = Samples.quotients(peer, peerTwo);
        scaling.add(List.of(
                task.title(),
                seconds(one),
                seconds(two),
                ratio(one, two),
                seconds(peerTwo),
                ratio(peer, peerTwo),
                ratio(gain, peerGain)));
    }

    private void formula(Report report, Shell shell) throws IOException, InterruptedException {
        PrimeCase task = PrimeCase.counted();
        List<Double> cold = new ArrayList<>();
        List<Double> warm = new ArrayList<>();
        List<Double> peer = new ArrayList<>();
        for (int round = 1; round <= repetition.rounds(); round++) {
            Counter.Run thread = Counter.formula(shell, task.to());
            Repeated slot = count(task, shell, task.times(), 1, thread.count());
            peer.add(thread.seconds());
            cold.add(slot.cold(JobRun::busySeconds));
            warm.add(slot.warm(JobRun::busySeconds));
            Report.progress(task.title() + ", round " + round + ": " + warm + " " + peer);
        }
        report.paragraph(
                "One slot by the formula against one thread of " + Counter.version(shell, Counter.FORMULA) + ":");
        report.table(
                List.of("primes", "cold", "warm", "primecount", "cold : primecount", "warm : primecount", "goal"),
                List.of(times(task, cold, warm, peer, "at most 10")));
    }

    private static Repeated count(PrimeCase task, Shell shell, int times, int slots, BigInteger expected)
            throws IOException, InterruptedException {
        List<JobRun> runs = new Launcher(shell).run(task.job(), times, slots);
        for (JobRun run : runs) {
            WrongAnswerException.check("primes " + task.title(), expected, run.number("count"));
        }
        return new Repeated(runs);
    }

    private static List<String> times(
            PrimeCase task, List<Double> cold, List<Double> warm, List<Double> peer, String goal) {
        return List.of(
                task.title(), seconds(cold), seconds(warm), seconds(peer), ratio(cold, peer), ratio(warm, peer), goal);
    }

    private static String seconds(List<Double> values) {
        return new Samples(values).show("%.3f");
    }

    private static String ratio(List<Double> over, List<Double> under) {
        return Samples.ratios(over, under).show("%.2f");
    }
}
