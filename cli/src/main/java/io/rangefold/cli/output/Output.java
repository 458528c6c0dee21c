package io.rangefold.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.coordinator.document.ErrorDocument;
import io.rangefold.coordinator.document.Json;
import io.rangefold.coordinator.service.JobFault;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Writes data to standard output, and everything else to standard error. */
public final class Output {
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String PLAIN = "\u001b[0m";

    private final Streams streams;
    private final DataStream data;
    private final boolean json;
    private final boolean quiet;
    private final boolean noColor;

    /**
     * @param json whether documents are wanted
     * @param quiet whether notes and progress are not wanted
     * @param noColor whether colours are not wanted on a terminal
     */
    public Output(Streams streams, boolean json, boolean quiet, boolean noColor) {
        this.streams = streams;
        this.data = new DataStream(streams.out());
        this.json = json;
        this.quiet = quiet;
        this.noColor = noColor;
    }

    /** Whether documents are wanted. */
    public boolean isJson() {
        return json;
    }

    public boolean isQuiet() {
        return quiet;
    }

    /** Whether standard error is a terminal. */
    public boolean isTerminal() {
        return streams.terminal().getAsBoolean();
    }

    /** Writes a document over many lines. */
    public void document(Json.Document document) throws IOException {
        try (JsonGenerator generator = Json.pretty(data)) {
            document.write(generator);
        }
        data.write('\n');
        data.flush();
    }

    /** Writes a document on a line of its own. */
    public void line(Json.Document document) throws IOException {
        try (JsonGenerator generator = Json.compact(data)) {
            document.write(generator);
        }
        data.write('\n');
        data.flush();
    }

    /** Writes text for humans. */
    public void text(Text text) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(data, StandardCharsets.UTF_8));
        text.write(writer);
        writer.flush();
    }

    /** Writes a line for humans. */
    public void line(String line) throws IOException {
        text(writer -> writer.append(line).append('\n'));
    }

    /** Says something to a human unless he wants quiet. */
    public void note(String line) {
        if (!quiet) {
            streams.err().println(line);
        }
    }

    /** Warns, quiet or not. */
    public void warn(String line) {
        streams.err().println(colored(YELLOW, "warning:") + " " + line);
    }

    /** Says what is wrong, where, and what to do. */
    public void error(JobFault fault) {
        PrintStream err = streams.err();
        err.println(colored(RED, "error:") + " " + fault.message());
        if (!fault.where().isEmpty()) {
            err.println("  where: " + fault.where());
        }
        if (!fault.hint().isEmpty()) {
            err.println("  hint:  " + fault.hint());
        }
    }

    /** Writes the error's document. */
    public void errorDocument(JobFault fault) throws IOException {
        document(generator -> ErrorDocument.write(generator, fault));
    }

    /** Standard error itself, for progress and stack traces. */
    public PrintStream err() {
        return streams.err();
    }

    private String colored(String color, String word) {
        return noColor || !isTerminal() ? word : color + word + PLAIN;
    }

    /** Writes text. */
    @FunctionalInterface
    public interface Text {
        void write(Appendable out) throws IOException;
    }
}
