package io.rangefold.benchmark.speedup;

import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.benchmark.report.Repetition;
import io.rangefold.benchmark.report.Report;
import io.rangefold.benchmark.report.Samples;
import io.rangefold.coordinator.service.VerifyMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What slots and workers gain over one thread. */
@Command(
        name = "speedup",
        mixinStandardHelpOptions = true,
        description = "Slots and workers over a plain loop of the same kernel on one thread.")
public final class Speedup implements Callable<Integer> {
    @Mixin
    private Repetition repetition = new Repetition();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "what a job takes on one thread (default: ${DEFAULT-VALUE})")
    private double seconds = 10;

    @Option(
            names = "--jobs",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "sum,squares,collatz,factorize",
            description = "which (default: ${DEFAULT-VALUE})")
    private List<String> jobs = List.of();

    private final List<List<String>> times = new ArrayList<>();
    private final List<List<String>> gains = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        Report report = new Report("speedup");
        for (String job : jobs) {
            measure(Workload.named(job));
        }
        report.paragraph(
                "A plain loop calls the job's own kernel stride after stride, on one thread of a JVM of its own."
                        + " The clusters are a coordinator and worker JVMs, as `rangefold run --workers` starts them, with"
                        + " `--verify none`; their time goes from the first lease to the result. All answers are compared with"
                        + " the loop's. Measured in turns, " + repetition.rounds()
                        + " rounds, after one round to warm up; seconds: median (least – most).");
        report.table(
                List.of("job", "items", "plain loop", "1 worker, 1 slot", "1 worker, 2 slots", "2 workers, 1 slot"),
                times);
        report.paragraph("Speed-up over the plain loop and over one slot: the median of the ratios within each round.");
        report.table(
                List.of(
                        "job",
                        "items/s of the loop",
                        "1 slot : loop",
                        "2 slots : loop",
                        "2 workers : loop",
                        "2 slots : 1 slot",
                        "2 workers : 1 slot"),
                gains);
        report.publish(repetition.write());
        return 0;
    }

    /** Fresh JVMs for each workload: what one has compiled does not change another's times. */
    private void measure(Workload workload) {
        try (PlainLoop plain = new PlainLoop();
                Crew one = new Crew(1, 1);
                Crew slots = new Crew(1, 2);
                Crew workers = new Crew(2, 1)) {
            List<Crew> crews = List.of(one, slots, workers);
            check(workload, plain, crews);
            long items = itemsFor(workload, plain);
            List<Double> base = new ArrayList<>();
            List<List<Double>> own = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (int round = 0; round <= repetition.rounds(); round++) {
                PlainLoop.Run loop = plain.run(workload, items);
                StringBuilder line = new StringBuilder(workload + ", round " + round + ": " + loop.seconds());
                for (int i = 0; i < crews.size(); i++) {
                    Crew.Run run = crews.get(i).run(workload, items, new VerifyMode.None());
                    WrongAnswerException.check(crews.get(i).title(), loop.answer(), run.answer());
                    line.append(' ').append(run.seconds());
                    if (round > 0) {
                        own.get(i).add(run.seconds());
                    }
                }
                if (round > 0) {
                    base.add(loop.seconds());
                }
                Report.progress(line.toString());
            }
            add(workload, items, base, own);
        }
    }

    private static void check(Workload workload, PlainLoop plain, List<Crew> crews) {
        String expected = plain.run(workload, workload.checkItems()).answer();
        for (Crew crew : crews) {
            Crew.Run run = crew.run(workload, workload.checkItems(), new VerifyMode.Check());
            WrongAnswerException.check(crew.title(), expected, run.answer());
        }
    }

    /** So many that the loop takes the time wanted, once it is warm. */
    private long itemsFor(Workload workload, PlainLoop plain) {
        long items = workload.checkItems();
        while (true) {
            double took = plain.run(workload, items).seconds();
            if (took >= seconds / 4) {
                return scaled(workload, items, seconds / took);
            }
            items = scaled(workload, items, Math.min(8, Math.max(2, seconds / 3 / took)));
            if (items == workload.maxItems()) {
                return items;
            }
        }
    }

    private static long scaled(Workload workload, long items, double factor) {
        return (long) Math.min((double) workload.maxItems(), items * factor);
    }

    private void add(Workload workload, long items, List<Double> base, List<List<Double>> own) {
        Samples loop = new Samples(base);
        times.add(List.of(
                workload.title(),
                Samples.show("%.3g", items),
                loop.show("%.2f"),
                new Samples(own.get(0)).show("%.2f"),
                new Samples(own.get(1)).show("%.2f"),
                new Samples(own.get(2)).show("%.2f")));
        gains.add(List.of(
                workload.title(),
                Samples.show("%.3g", items / loop.median()),
                gain(base, own.get(0)),
                gain(base, own.get(1)),
                gain(base, own.get(2)),
                gain(own.get(0), own.get(1)),
                gain(own.get(0), own.get(2))));
    }

    private static String gain(List<Double> from, List<Double> to) {
        return Samples.ratios(from, to).show("%.2f");
    }
}
