package io.rangefold.benchmark.program;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.benchmark.report.Report;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code rangefold run} in a process of its own, as users start it. */
public final class Launcher {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Shell shell;

    public Launcher(Shell shell) {
        this.shell = shell;
    }

    /** Where the launcher is. */
    public static String command() {
        return Report.root().resolve("rangefold").toString();
    }

    /**
     * Runs one job several times in one process, with one slot one after the other: the first one finds everything cold.
     *
     * @param job its kind and options, as on the command line; it is not verified
     */
    public List<JobRun> run(String job, int times, int slots) throws IOException, InterruptedException {
        List<String> lines = Collections.nCopies(times, job + " --verify none");
        String jobs = shell.file("jobs", lines).toString();
        List<String> words = List.of(
                command(), "run", "--jobs", jobs, "--slots", String.valueOf(slots), "--output", "json", "--quiet");
        List<JobRun> runs = new ArrayList<>();
        for (JsonNode document : documents(shell.run(words))) {
            runs.add(new JobRun(document));
        }
        return runs;
    }

    /** The documents that a command wrote. */
    public static List<JsonNode> documents(Shell.Run run) throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (var documents = JSON.readerFor(JsonNode.class).<JsonNode>readValues(String.join("\n", run.lines()))) {
            documents.forEachRemaining(all::add);
        }
        return all;
    }
}
