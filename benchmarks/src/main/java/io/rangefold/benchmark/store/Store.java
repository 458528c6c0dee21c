package io.rangefold.benchmark.store;

import io.rangefold.benchmark.report.Repetition;
import io.rangefold.benchmark.report.Report;
import io.rangefold.benchmark.report.Samples;
import io.rangefold.coordinator.store.sql.SqlStores;
import io.rangefold.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Groups and commits a second that become durable, beside what the same disk can do. */
@Command(
        name = "store",
        mixinStandardHelpOptions = true,
        description = "Commits a second made durable in SQLite and PostgreSQL, beside plain writes to the same disk.")
public final class Store implements Callable<Integer> {
    @Mixin
    private Repetition repetition = new Repetition();

    @Option(
            names = "--commits",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,16,256",
            description = "commits in a group, one table row each (default: ${DEFAULT-VALUE})")
    private List<Integer> sizes = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "3",
            description = "length of a measurement (default: ${DEFAULT-VALUE})")
    private double seconds = 3;

    /** Groups a second of the disk, of SQLite, of PostgreSQL, turn after turn. */
    private record Rates(List<Double> disk, List<Double> sqlite, List<Double> postgres) {
        Rates() {
            this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        }
    }

    @Override
    public Integer call() throws IOException {
        Report report = new Report("store");
        report.paragraph(
                "One writer, as in a coordinator: each group is one transaction, and the next begins when it is"
                        + " durable. A commit is an interval that grows and a partial of 40 bytes that takes the place of the last"
                        + " one, each of an owner of its own. \"Disk\" appends the bytes of one page to a file and waits for"
                        + " fdatasync: no transaction is faster than that. All on the file system of the temporary folder; PostgreSQL"
                        + " is a server of its own with its defaults, on loopback. Measured in turns, "
                        + repetition.rounds()
                        + " times " + Samples.show("%.0f", seconds)
                        + " s each after one to warm up; medians (least – most).");
        Path folder = Files.createTempDirectory("rangefold-benchmark-");
        List<List<String>> rows = new ArrayList<>();
        try (PostgresServer server = PostgresServer.start();
                Disk disk = new Disk(folder.resolve("plain"));
                Writer sqlite = new Writer(SqlStores.open(folder.resolve("data").toString()));
                Writer postgres = new Writer(SqlStores.open(server.url()))) {
            for (int size : sizes) {
                rows.add(row(size, disk, sqlite, postgres));
            }
        } finally {
            Folders.delete(folder);
        }
        report.table(
                List.of(
                        "commits per group",
                        "disk, syncs/s",
                        "SQLite, groups/s",
                        "SQLite, commits/s",
                        "PostgreSQL, groups/s",
                        "PostgreSQL, commits/s",
                        "SQLite : disk",
                        "PostgreSQL : disk"),
                rows);
        report.publish(repetition.write());
        return 0;
    }

    private List<String> row(int size, Disk disk, Writer sqlite, Writer postgres) throws IOException {
        Rates rates = new Rates();
        for (int round = 0; round <= repetition.rounds(); round++) {
            double plain = disk.syncsPerSecond(seconds);
            double first = sqlite.groupsPerSecond(size, seconds);
            double second = postgres.groupsPerSecond(size, seconds);
            Report.progress(size + " commits, round " + round + ": " + plain + ", " + first + ", " + second);
            if (round > 0) {
                rates.disk().add(plain);
                rates.sqlite().add(first);
                rates.postgres().add(second);
            }
        }
        sqlite.check();
        postgres.check();
        return List.of(
                String.valueOf(size),
                new Samples(rates.disk()).show("%.0f"),
                new Samples(rates.sqlite()).show("%.0f"),
                Samples.show("%.0f", new Samples(rates.sqlite()).median() * size),
                new Samples(rates.postgres()).show("%.0f"),
                Samples.show("%.0f", new Samples(rates.postgres()).median() * size),
                Samples.ratios(rates.sqlite(), rates.disk()).show("%.2f"),
                Samples.ratios(rates.postgres(), rates.disk()).show("%.2f"));
    }
}
