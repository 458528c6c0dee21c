package io.rangefold.cli.dashboard;

import io.rangefold.cli.process.CommandLine;
import io.rangefold.cli.process.NodeProcess;
import io.rangefold.cli.process.Processes;
import io.rangefold.dashboard.DashboardFile;
import io.rangefold.dashboard.DashboardFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Measures what the page costs: its size, the time to its first paint, and the coordinator's CPU while nobody, one browser and
 * ten browsers look at a job on 64 slots. Linux only. Arguments: seconds a measurement takes (60), rounds (3).
 */
final class MeasureDashboard {
    private static final int SLOTS = 64;
    private static final int LOADS = 9;
    private static final long TICKS_PER_SECOND = 100;

    private MeasureDashboard() {}

    public static void main(String[] words) throws IOException, InterruptedException {
        int seconds = words.length > 0 ? Integer.parseInt(words[0]) : 60;
        int rounds = words.length > 1 ? Integer.parseInt(words[1]) : 3;
        Path data = Files.createTempDirectory("measure-dashboard");
        try {
            printSize();
            measure(new Nodes(data), seconds, rounds);
        } finally {
            Processes.closeAll();
        }
    }

    private static void printSize() {
        long plain = 0;
        long gzipped = 0;
        for (DashboardFile file : DashboardFiles.all().values()) {
            plain += file.bytes(false).length;
            gzipped += file.bytes(true).length;
        }
        DashboardFile charts = DashboardFiles.all().get("lib/chart.js");
        System.out.printf(
                Locale.ROOT,
                "files: %d, %d bytes, %d compressed; of these the library of charts, which only a job's page loads: %d, %d%n",
                DashboardFiles.all().size(),
                plain,
                gzipped,
                charts.bytes(false).length,
                charts.bytes(true).length);
    }

    private static void measure(Nodes nodes, int seconds, int rounds) throws IOException, InterruptedException {
        NodeProcess coordinator = nodes.startCoordinator();
        printFirstPaint(nodes.url());
        nodes.startWorker("many", SLOTS);
        CommandLine commands = new CommandLine(nodes.url());
        String job = commands.run(
                        "submit",
                        "range-sum",
                        "--from",
                        "0",
                        "--to",
                        "1e14",
                        "--expr",
                        "collatz(i+1)",
                        "--name",
                        "endless")
                .out()
                .strip();
        String page = nodes.url() + "/#/jobs/" + job;
        // The JIT compiler has to be through with what every measurement needs.
        lookOn(page, 1, coordinator, seconds);
        for (int round = 1; round <= rounds; round++) {
            for (int readers : new int[] {0, 1, 10}) {
                double share = lookOn(page, readers, coordinator, seconds);
                System.out.printf(
                        Locale.ROOT,
                        "round %d, %d pages, each in a browser of its own: the coordinator took %.2f %% of a core%n",
                        round,
                        readers,
                        share * 100);
            }
        }
        commands.run("cancel", job);
    }

    private static void printFirstPaint(String url) {
        try (Browser browser = new Browser()) {
            List<Double> first = new ArrayList<>();
            List<Double> again = new ArrayList<>();
            List<Double> shown = new ArrayList<>();
            for (int load = 0; load < LOADS; load++) {
                browser.open("about:blank");
                browser.forgetFiles();
                browser.open(url + "/");
                first.add(browser.firstPaintMillis());
                shown.add(browser.clusterShownMillis());
                browser.open("about:blank");
                browser.open(url + "/");
                again.add(browser.firstPaintMillis());
            }
            System.out.printf(
                    Locale.ROOT,
                    "first contentful paint, median of %d loads (least to most): %s; with files kept by the browser: %s;"
                            + " the cluster's state is shown after %s; %s requests%n",
                    LOADS,
                    spread(first),
                    spread(again),
                    spread(shown),
                    browser.evaluate("performance.getEntriesByType('resource').length + 1"));
        }
    }

    private static String spread(List<Double> millis) {
        Collections.sort(millis);
        return String.format(
                Locale.ROOT,
                "%.0f ms (%.0f to %.0f)",
                millis.get(millis.size() / 2),
                millis.get(0),
                millis.get(millis.size() - 1));
    }

    /** The share of a core that the coordinator takes while so many streams of the job's page are read. */
    private static double lookOn(String page, int readers, NodeProcess coordinator, int seconds)
            throws IOException, InterruptedException {
        List<LiveReader> looking = new ArrayList<>();
        try {
            for (int reader = 0; reader < readers; reader++) {
                looking.add(new LiveReader(page));
            }
            TimeUnit.SECONDS.sleep(3);
            long before = cpuTicks(coordinator);
            long began = System.nanoTime();
            TimeUnit.SECONDS.sleep(seconds);
            return (double) (cpuTicks(coordinator) - before) / TICKS_PER_SECOND / ((System.nanoTime() - began) / 1e9);
        } finally {
            looking.forEach(LiveReader::close);
        }
    }

    /** User and system time, as in proc_pid_stat(5). */
    private static long cpuTicks(NodeProcess process) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }
}
