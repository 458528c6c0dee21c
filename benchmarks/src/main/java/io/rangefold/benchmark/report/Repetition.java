package io.rangefold.benchmark.report;

import picocli.CommandLine.Option;

/** Options that benchmarks of whole clusters and programs have in common. */
public final class Repetition {
    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "how often everything is measured, side by side (default: ${DEFAULT-VALUE})")
    private int rounds = 5;

    @Option(names = "--write", description = "keep the outcome in benchmarks/results")
    private boolean write;

    public int rounds() {
        return rounds;
    }

    public boolean write() {
        return write;
    }
}
