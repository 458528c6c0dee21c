package io.rangefold.benchmark.program;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs commands as a shell does, and times them from the fork to the end. Has a folder for their files. */
public final class Shell implements AutoCloseable {
    private static final String OUT = "out";

    private final Path folder;

    private Shell(Path folder) {
        this.folder = folder;
    }

    public static Shell open() throws IOException {
        return new Shell(Files.createTempDirectory("rangefold-benchmark"));
    }

    /** What a command took and wrote to standard output. */
    public record Run(double millis, List<String> lines) {}

    /** Whether there is such a command: a path, or a name that is found on the search path. */
    public static boolean knows(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place).resolve(command)));
    }

    /** Writes a file that commands can read; it is gone when this is closed. */
    public Path file(String name, List<String> lines) throws IOException {
        return Files.write(folder.resolve(name), lines);
    }

    /** A place for a file that a command writes. */
    public Path place(String name) {
        return folder.resolve(name);
    }

    public Run run(List<String> command) throws IOException, InterruptedException {
        return run(command, Map.of());
    }

    /** @throws IllegalStateException if the command ends with anything but 0 */
    public Run run(List<String> command, Map<String, String> environment) throws IOException, InterruptedException {
        Path output = place(OUT);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        double millis = (System.nanoTime() - start) / 1e6;
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code + ": " + lines);
        }
        return new Run(millis, lines);
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
