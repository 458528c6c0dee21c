package io.rangefold.benchmark.start;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs commands as a shell does, and times them from the fork to the end. */
final class Shell {
    private Shell() {}

    /** What a command took and wrote to standard output. */
    record Run(double millis, List<String> lines) {}

    static Run run(List<String> command, Path output) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        long start = System.nanoTime();
        int code = builder.start().waitFor();
        double millis = (System.nanoTime() - start) / 1e6;
        List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
        if (code != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + code + ": " + lines);
        }
        return new Run(millis, lines);
    }
}
