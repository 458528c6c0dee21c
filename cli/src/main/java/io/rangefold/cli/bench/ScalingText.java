package io.rangefold.cli.bench;

import io.rangefold.cli.bench.ScalingReport.SizeRuns;
import io.rangefold.cli.output.Figures;
import io.rangefold.cli.output.Table;
import java.io.IOException;

/** A scaling report for terminals. */
public final class ScalingText {
    private ScalingText() {}

    /** Writes the table and what follows from it. */
    public static void write(Appendable out, ScalingReport report) throws IOException {
        Table table = new Table("SIZE", "MEDIAN", "MIN", "MAX", "SPEED-UP", "EFFICIENCY", "BUSY");
        Samples loop = report.loopSeconds();
        table.add(
                "plain loop",
                Figures.seconds(loop.median()),
                Figures.seconds(loop.least()),
                Figures.seconds(loop.most()),
                "1.00",
                "",
                "");
        for (SizeRuns size : report.sizes()) {
            Samples seconds = size.seconds();
            double busy = new Samples(size.runs().stream().map(Run::busySeconds).toList()).median();
            table.add(
                    size.size().title(),
                    Figures.seconds(seconds.median()),
                    Figures.seconds(seconds.least()),
                    Figures.seconds(seconds.most()),
                    Figures.decimal(report.speedUps(size).median(), 2),
                    Figures.decimal(report.efficiency(size) * 100, 1) + " %",
                    Figures.seconds(busy));
        }
        table.write(out);
        out.append('\n');
        for (String line : new Findings(report).results()) {
            out.append(line).append('\n');
        }
        Machine machine = report.surroundings().machine();
        out.append('\n').append(machine.processor()).append(", ").append(Figures.count(machine.cores(), "core"));
        out.append("; ").append(machine.jdk()).append('\n');
    }

    /** What makes the figures doubtful, a line each. */
    public static Iterable<String> warnings(ScalingReport report) {
        return new Findings(report).warnings();
    }
}
