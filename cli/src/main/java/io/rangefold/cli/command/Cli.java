package io.rangefold.cli.command;

import io.rangefold.cli.job.Answers;
import io.rangefold.cli.log.LogSetup;
import io.rangefold.cli.node.Interrupts;
import io.rangefold.cli.output.Output;
import io.rangefold.cli.output.OutputFailedException;
import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.DidYouMean;
import io.rangefold.cli.syntax.ExitCode;
import io.rangefold.cli.syntax.Syntax;
import io.rangefold.cli.syntax.Words;
import io.rangefold.coordinator.document.VersionDocument;
import io.rangefold.coordinator.service.JobFault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Finds the command, runs it, and says what went wrong. */
public final class Cli {
    private static final String OUTPUT = "--output";
    private static final String DEBUG = "--debug";
    private static final Interrupts.Section UNINTERRUPTED = new Interrupts.Section() {
        @Override
        public boolean interrupted() {
            return false;
        }

        @Override
        public void close() {}
    };

    private final Environment environment;

    public Cli(Environment environment) {
        this.environment = environment;
    }

    /** Runs one command line; never throws, never exits. */
    public int run(String... args) {
        List<String> words = List.of(args);
        boolean json = wantsJson(words);
        Output output = new Output(environment.streams(), json, words.contains("--quiet"), environment.noColor());
        if (words.contains(DEBUG)) {
            LogSetup.withStackTraces();
        }
        try {
            return dispatch(words, output);
        } catch (OutputFailedException e) {
            return e.isBrokenPipe() ? ExitCode.FAILED : fail(output, words, outputFailed(e), e);
        } catch (CliException e) {
            return fail(output, words, e, e);
        } catch (IOException e) {
            return fail(output, words, failed("input or output failed: " + e.getMessage()), e);
        } catch (OutOfMemoryError e) {
            return fail(output, words, outOfMemory(), e);
        } catch (RuntimeException | Error e) {
            RuntimeException translated = Answers.translate(e);
            boolean known = translated instanceof CliException;
            return fail(output, words, known ? (CliException) translated : failed("internal error: " + e), e);
        }
    }

    private int dispatch(List<String> words, Output output) throws IOException {
        if (words.isEmpty()) {
            printOverview(environment.streams().err());
            return ExitCode.USAGE;
        }
        String first = words.get(0);
        boolean help = first.equals("help") || first.equals("--help") || first.equals("-h");
        if (help && words.size() == 1) {
            return print(output, Cli::printOverview);
        }
        List<String> rest = words.subList(1, words.size());
        if (help) {
            return runCommand(command(rest.get(0)), List.of("--help"), output);
        }
        return runCommand(command(first.equals("--version") ? "version" : first), rest, output);
    }

    private int runCommand(Command command, List<String> typed, Output output) throws IOException {
        boolean help = typed.contains("--help") || typed.contains("-h");
        Syntax syntax = command.syntax(typed, environment);
        addGeneral(syntax);
        if (help) {
            return print(output, syntax::printHelp);
        }
        Words words = syntax.parse(command.words(typed));
        words.value(OUTPUT).ifPresent(Cli::checkOutput);
        try (Interrupts.Section section =
                command.handlesInterrupts(typed) ? environment.interrupts().enter() : UNINTERRUPTED) {
            return command.run(new Session(environment, output, words, section));
        }
    }

    private static Command command(String word) {
        if (CommandName.NOT_BUILT.contains(word)) {
            throw CliException.notBuilt(word, "`rangefold --help` lists the commands there are");
        }
        return CommandName.of(word)
                .orElseThrow(() -> {
                    List<String> names = Stream.of(CommandName.values())
                            .map(CommandName::word)
                            .toList();
                    return CliException.usage(
                            word.startsWith("-")
                                    ? "a command comes first, then its options"
                                    : "there is no command \"" + word + "\"",
                            word,
                            DidYouMean.hint(word, names, "`rangefold --help` lists the commands there are"));
                })
                .create();
    }

    /** Adds what every command takes. */
    static Syntax addGeneral(Syntax syntax) {
        return syntax.section("General options")
                .option(OUTPUT, "human|json", "for people or for programs (default: human)")
                .flag("no progress, no notes", "--quiet")
                .flag("show stack traces of errors", DEBUG)
                .flag("show this", "-h", "--help");
    }

    private static void checkOutput(String format) {
        if (!format.equals("human") && !format.equals("json")) {
            throw CliException.usage("\"" + format + "\" is no output format", OUTPUT, "use human or json");
        }
    }

    /** Known before the words are sorted, since an error in them is to be written in that format as well. */
    private static boolean wantsJson(List<String> words) {
        int at = words.indexOf(OUTPUT);
        return words.contains(OUTPUT + "=json")
                || at >= 0 && at + 1 < words.size() && words.get(at + 1).equals("json");
    }

    private int fail(Output output, List<String> words, CliException e, Throwable cause) {
        JobFault fault = e.fault();
        output.error(fault);
        if (words.contains(DEBUG)) {
            cause.printStackTrace(output.err());
        }
        if (output.isJson() && e.exitCode() != ExitCode.INTERRUPTED) {
            try {
                output.errorDocument(fault);
            } catch (IOException | OutputFailedException unwritable) {
                return e.exitCode();
            }
        }
        return e.exitCode();
    }

    private static CliException outputFailed(OutputFailedException e) {
        return new CliException(
                ExitCode.FAILED,
                "output-failed",
                "standard output can't be written: " + e.getMessage(),
                "standard output",
                "check the disk, or what reads it");
    }

    private static CliException outOfMemory() {
        return new CliException(
                ExitCode.FAILED,
                "out-of-memory",
                "the process has no more memory",
                "",
                "give it more with RANGEFOLD_JAVA_OPTS=-Xmx…, or split the job");
    }

    private static CliException failed(String message) {
        return new CliException(
                ExitCode.FAILED, "internal", message, "", "run it again with --debug to see where it comes from");
    }

    private static int print(Output output, Consumer<PrintStream> help) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        help.accept(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        output.text(out -> out.append(bytes.toString(StandardCharsets.UTF_8)));
        return ExitCode.DONE;
    }

    private static void printOverview(PrintStream out) {
        List<String> lines = new ArrayList<>();
        lines.add("Rangefold " + VersionDocument.VERSION + ": CPU-bound jobs over integer ranges, on many cores");
        lines.add("");
        lines.add("Usage: rangefold COMMAND [options]      `rangefold COMMAND --help` shows its options");
        lines.add("");
        for (CommandName each : CommandName.values()) {
            String usage = (each.word() + " " + each.arguments()).strip();
            lines.add("  " + usage + " ".repeat(Math.max(1, 26 - usage.length())) + each.summary());
        }
        lines.forEach(out::println);
        out.flush();
    }
}
