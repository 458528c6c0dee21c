package io.rangefold.cli.process;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.cli.command.Cli;
import io.rangefold.cli.command.Environment;
import io.rangefold.cli.node.ActorLauncher;
import io.rangefold.cli.node.Interrupts;
import io.rangefold.cli.output.Streams;
import io.rangefold.job.JobKinds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Command lines within the test's own process, with the real parts behind them. */
public final class CommandLine {
    private final Map<String, String> variables;

    /** @param api where client commands find the coordinator */
    public CommandLine(String api) {
        this.variables = Map.of("HOME", "/nonexistent", "RANGEFOLD_API", api);
    }

    /** What a command left behind. */
    public record Outcome(int exitCode, String out, String err) {
        /** Standard output as one document. */
        public JsonNode document() {
            return parse(out);
        }

        /** Standard output as a document a line. */
        public List<JsonNode> documents() {
            return out.lines().map(CommandLine::parse).toList();
        }
    }

    /** Runs {@code rangefold WORDS}. */
    public Outcome run(String... words) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8);
        Environment environment = new Environment(
                new Streams(out, errors, () -> false),
                variables,
                JobKinds::installed,
                () -> new ActorLauncher(JobKinds::installed, "test"),
                Uninterrupted::new);
        int exitCode = new Cli(environment).run(words);
        return new Outcome(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** As {@link #run}, with the outcome in JSON. */
    public Outcome json(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--output", "json"));
        return run(all.toArray(String[]::new));
    }

    static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + json, e);
        }
    }

    private record Uninterrupted() implements Interrupts.Section {
        @Override
        public boolean interrupted() {
            return false;
        }

        @Override
        public void close() {}
    }
}
