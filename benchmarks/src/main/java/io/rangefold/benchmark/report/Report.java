package io.rangefold.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;

/** The outcome of one benchmark, in Markdown. */
public final class Report {
    private final String name;
    private final double loadBefore = Machine.load();
    private final StringBuilder body = new StringBuilder();

    /** @param name of the benchmark and of its file */
    public Report(String name) {
        this.name = name;
    }

    /** The outcome of a benchmark on the JDK that runs: each JDK has a file of its own. */
    public static Report ofThisJdk(String name) {
        return new Report(name + "-jdk" + Runtime.version().feature());
    }

    /** The source checkout, as {@code benchmarks/run} says. */
    public static Path root() {
        return Path.of(System.getProperty("benchmark.root", "."));
    }

    /** Says how far a benchmark is; to standard error. */
    public static void progress(String line) {
        System.err.println(line);
    }

    public void paragraph(String text) {
        body.append(text).append("\n\n");
    }

    public void table(List<String> head, List<List<String>> rows) {
        row(head);
        row(Collections.nCopies(head.size(), "---"));
        rows.forEach(this::row);
        body.append('\n');
    }

    private void row(List<String> cells) {
        body.append("| ")
                .append(String.join(" | ", cells.stream().map(Report::cell).toList()))
                .append(" |\n");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }

    private String text() {
        return "# Benchmark: " + name + "\n\n"
                + "- hardware: " + Machine.hardware() + "\n"
                + "- JDK: " + Machine.jdk() + "\n"
                + "- commit: " + System.getProperty("benchmark.commit", "unknown") + ", "
                + LocalDate.now(ZoneOffset.UTC) + "\n"
                + "- command: `" + System.getProperty("benchmark.command", name) + "`\n"
                + "- load of the machine before and after: " + Samples.show("%.1f", loadBefore) + ", "
                + Samples.show("%.1f", Machine.load()) + "\n\n" + body;
    }

    /** Prints it, and keeps it where {@code write} is set. */
    public void publish(boolean write) throws IOException {
        String text = text();
        System.out.print(text);
        if (write) {
            Path file = root().resolve("benchmarks/results/" + name + ".md");
            Files.createDirectories(file.getParent());
            Files.writeString(file, text.stripTrailing() + "\n");
        }
    }
}
