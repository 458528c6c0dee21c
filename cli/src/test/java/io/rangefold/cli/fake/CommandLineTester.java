package io.rangefold.cli.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rangefold.cli.command.Cli;
import io.rangefold.cli.command.Environment;
import io.rangefold.cli.node.Interrupts;
import io.rangefold.cli.output.Streams;
import io.rangefold.job.JobKinds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs whole command lines within the test. */
public final class CommandLineTester {
    private final FakeJobs jobs = new FakeJobs(JobKinds.of(new StepsKind(), new EchoKind()));
    private final FakeNodes nodes = new FakeNodes(jobs);
    private final Map<String, String> variables = new HashMap<>(Map.of("HOME", "/nonexistent"));
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private volatile boolean interrupted;
    private boolean terminal;
    private OutputStream out = new ByteArrayOutputStream();
    private int exitCode = -1;

    public FakeJobs jobs() {
        return jobs;
    }

    public FakeNodes nodes() {
        return nodes;
    }

    public JobKinds kinds() {
        return JobKinds.of(new StepsKind(), new EchoKind());
    }

    /** Sets a variable of the environment. */
    public CommandLineTester with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Makes standard error a terminal. */
    public CommandLineTester onTerminal() {
        terminal = true;
        return this;
    }

    /** Makes standard output that stream. */
    public CommandLineTester writingTo(OutputStream stream) {
        out = stream;
        return this;
    }

    /** The user's Ctrl-C. */
    public void interrupt() {
        interrupted = true;
    }

    /** Runs a command line of words. */
    public CommandLineTester run(String... words) {
        if (out instanceof ByteArrayOutputStream bytes) {
            bytes.reset();
        }
        synchronized (err) {
            err.reset();
        }
        Streams streams = new Streams(out, new PrintStream(err, true, StandardCharsets.UTF_8), () -> terminal);
        Environment environment = new Environment(streams, variables, this::kinds, () -> nodes, Section::new);
        exitCode = new Cli(environment).run(words);
        return this;
    }

    public int exitCode() {
        return exitCode;
    }

    public String out() {
        return out.toString();
    }

    public String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    /** Standard output as one document. */
    public JsonNode document() {
        return parse(out());
    }

    /** Standard output as a document a line. */
    public List<JsonNode> documents() {
        return Stream.of(out().split("\n")).map(CommandLineTester::parse).toList();
    }

    private static JsonNode parse(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("not JSON: " + json, e);
        }
    }

    private final class Section implements Interrupts.Section {
        @Override
        public boolean interrupted() {
            return interrupted;
        }

        @Override
        public void close() {}
    }
}
