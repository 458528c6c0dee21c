package io.rangefold.benchmark;

import io.rangefold.benchmark.commits.Commits;
import io.rangefold.benchmark.factor.Factor;
import io.rangefold.benchmark.kernels.Kernels;
import io.rangefold.benchmark.micro.Micro;
import io.rangefold.benchmark.pictures.Pictures;
import io.rangefold.benchmark.primes.Primes;
import io.rangefold.benchmark.speedup.Speedup;
import io.rangefold.benchmark.start.Start;
import io.rangefold.benchmark.store.Store;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Runs one benchmark; {@code benchmarks/run} builds and calls it. */
@Command(
        name = "benchmarks/run",
        description = "Runs one benchmark and prints Markdown.",
        synopsisSubcommandLabel = "NAME",
        mixinStandardHelpOptions = true,
        subcommands = {
            Commits.class,
            Kernels.class,
            Pictures.class,
            Primes.class,
            Factor.class,
            Speedup.class,
            Start.class,
            Store.class,
            Micro.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).setUsageHelpAutoWidth(true).execute(args));
    }
}
