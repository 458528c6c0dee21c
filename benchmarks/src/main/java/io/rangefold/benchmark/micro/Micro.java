package io.rangefold.benchmark.micro;

import io.rangefold.benchmark.report.Report;
import io.rangefold.benchmark.report.Samples;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs JMH benchmarks and makes a table of what they say. */
@Command(
        name = "micro",
        mixinStandardHelpOptions = true,
        description = "JMH benchmarks of kernels, messages and cores.")
public final class Micro implements Callable<Integer> {
    @Option(names = "--write", description = "keep the outcome in benchmarks/results")
    private boolean write;

    @Parameters(
            paramLabel = "ARGUMENT",
            description = "options of JMH, behind a --, and regular expressions of names (default: all)")
    private List<String> arguments = List.of();

    @Override
    public Integer call() throws Exception {
        Report report = new Report("micro");
        CommandLineOptions options = new CommandLineOptions(arguments.toArray(String[]::new));
        Collection<RunResult> results =
                new Runner(options, OutputFormatFactory.createFormatInstance(System.err, VerboseMode.NORMAL)).run();
        List<List<String>> rows = new ArrayList<>();
        results.forEach(result -> rows.add(row(result)));
        report.paragraph("One thread. Score with the half width of its 99.9 % confidence interval.");
        report.table(List.of("benchmark", "parameters", "score", "±", "unit"), rows);
        report.publish(write);
        return 0;
    }

    private static List<String> row(RunResult run) {
        BenchmarkParams params = run.getParams();
        Result<?> result = run.getPrimaryResult();
        List<String> chosen = params.getParamsKeys().stream()
                .map(key -> key + " = " + params.getParam(key))
                .toList();
        String name = params.getBenchmark().replaceFirst(".*\\.(\\w+)Benchmark\\.", "$1.");
        double error = result.getScoreError();
        return List.of(
                name,
                String.join(", ", chosen),
                Samples.show("%,.4g", result.getScore()),
                Double.isNaN(error) ? "" : Samples.show("%,.2g", error),
                result.getScoreUnit());
    }
}
