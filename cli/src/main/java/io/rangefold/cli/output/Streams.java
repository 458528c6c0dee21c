package io.rangefold.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;

/**
 * Where a command writes.
 *
 * @param out data
 * @param err progress, notes and errors
 * @param terminal whether {@code err} is a terminal
 */
public record Streams(OutputStream out, PrintStream err, BooleanSupplier terminal) {
    /** Set by a launcher that knows better. */
    private static final String TERMINAL_PROPERTY = "rangefold.terminal";

    private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

    /** Those of this process. */
    public static Streams ofProcess() {
        return new Streams(
                new FileOutputStream(FileDescriptor.out),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Streams::isTerminal);
    }

    /** Java tells whether input and output together are a terminal, but not of standard error alone. */
    private static boolean isTerminal() {
        String told = System.getProperty(TERMINAL_PROPERTY, "");
        if (!told.isEmpty()) {
            return told.equals("true");
        }
        try {
            String target = Files.readSymbolicLink(STANDARD_ERROR).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
