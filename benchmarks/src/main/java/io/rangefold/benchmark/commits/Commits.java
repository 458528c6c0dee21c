package io.rangefold.benchmark.commits;

import io.rangefold.benchmark.Jvm;
import io.rangefold.benchmark.report.Repetition;
import io.rangefold.benchmark.report.Report;
import io.rangefold.benchmark.report.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Commits a second through one coordinator, beside the same messages with nothing behind them. */
@Command(
        name = "commits",
        mixinStandardHelpOptions = true,
        description = "Commits a second through one coordinator, with a kernel that does nothing.")
public final class Commits implements Callable<Integer> {
    /** A commit, an acknowledgement and a grant. */
    private static final int MESSAGES = 3;

    @Mixin
    private Repetition repetition = new Repetition();

    @Option(
            names = "--workers",
            paramLabel = "N",
            defaultValue = "2",
            description = "worker JVMs (default: ${DEFAULT-VALUE})")
    private int workers = 2;

    @Option(
            names = "--slots",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,4,16,64",
            description = "slots of each worker, one table row each (default: ${DEFAULT-VALUE})")
    private List<Integer> slots = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "5",
            description = "length of a measurement (default: ${DEFAULT-VALUE})")
    private double seconds = 5;

    @Option(
            names = "--warmup",
            paramLabel = "N",
            defaultValue = "20",
            description = "seconds of each side before the first measurement (default: ${DEFAULT-VALUE})")
    private double warmup = 20;

    /** One measurement, all per second of wall clock. */
    private record Rate(double commits, double thisCpu, double workersCpu) {}

    @Override
    public Integer call() throws Exception {
        Report report = new Report("commits");
        report.paragraph("One coordinator and " + workers + " worker JVMs on this machine, on loopback; the kernel does"
                + " nothing. A commit here is a whole lease of one index: grant, stride, commit, acknowledgement, "
                + MESSAGES + " messages between JVMs. \"Raw Pekko\" exchanges the same " + MESSAGES
                + " messages with the same serializer and window between as many JVMs, and nothing else. Measured in"
                + " turns, " + repetition.rounds() + " times " + Samples.show("%.0f", seconds)
                + " s each, after " + Samples.show("%.0f", warmup)
                + " s to warm up; medians, and the ratio of the rates of each turn.");
        List<List<String>> rows = new ArrayList<>();
        for (int each : slots) {
            rows.add(row(each));
        }
        report.table(
                List.of(
                        "slots per worker",
                        "commits/s",
                        "messages/s",
                        "coordinator's CPU, cores",
                        "its CPU per commit, µs",
                        "workers' CPU per commit, µs",
                        "raw Pekko, exchanges/s",
                        "its CPU per exchange (one side, other side), µs",
                        "commits : raw"),
                rows);
        report.publish(repetition.write());
        return 0;
    }

    private List<String> row(int slotsEach) throws Exception {
        List<Rate> ours = new ArrayList<>();
        List<Rate> raws = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (RawServer raw = new RawServer(workers, slotsEach);
                Cluster cluster = new Cluster(workers, slotsEach)) {
            cluster.check();
            measure(raw, warmup);
            measure(cluster, warmup);
            for (int round = 1; round <= repetition.rounds(); round++) {
                Rate rawRate = measure(raw, seconds);
                Rate rate = measure(cluster, seconds);
                Report.progress(slotsEach + " slots, turn " + round + ": " + rate + ", raw " + rawRate);
                ours.add(rate);
                raws.add(rawRate);
                ratios.add(rate.commits() / rawRate.commits());
            }
        }
        return List.of(
                String.valueOf(slotsEach),
                samples(ours, Rate::commits).show("%.0f"),
                Samples.show("%.0f", MESSAGES * samples(ours, Rate::commits).median()),
                Samples.show("%.2f", samples(ours, Rate::thisCpu).median()),
                Samples.show(
                        "%.1f",
                        samples(ours, r -> r.thisCpu() / r.commits() * 1e6).median()),
                Samples.show(
                        "%.1f",
                        samples(ours, r -> r.workersCpu() / r.commits() * 1e6).median()),
                samples(raws, Rate::commits).show("%.0f"),
                Samples.show(
                                "%.1f",
                                samples(raws, r -> r.thisCpu() / r.commits() * 1e6)
                                        .median()) + ", "
                        + Samples.show(
                                "%.1f",
                                samples(raws, r -> r.workersCpu() / r.commits() * 1e6)
                                        .median()),
                new Samples(ratios).show("%.2f"));
    }

    private static Samples samples(List<Rate> rates, ToDoubleFunction<Rate> what) {
        return new Samples(rates.stream().mapToDouble(what).boxed().toList());
    }

    private static Rate measure(Contender contender, double seconds) throws InterruptedException {
        contender.go();
        TimeUnit.MILLISECONDS.sleep((long) (seconds * 200));
        long before = contender.commits();
        Duration cpu = Jvm.cpu(ProcessHandle.current());
        Duration workersCpu = contender.workersCpu();
        long start = System.nanoTime();
        TimeUnit.MILLISECONDS.sleep((long) (seconds * 1000));
        double elapsed = (System.nanoTime() - start) / 1e9;
        double cpuUsed = Jvm.cpu(ProcessHandle.current()).minus(cpu).toNanos() / 1e9;
        double workersUsed = contender.workersCpu().minus(workersCpu).toNanos() / 1e9;
        long made = contender.commits() - before;
        contender.stop();
        return new Rate(made / elapsed, cpuUsed / elapsed, workersUsed / elapsed);
    }
}
