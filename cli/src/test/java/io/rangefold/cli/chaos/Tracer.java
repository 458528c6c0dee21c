package io.rangefold.cli.chaos;

import static io.rangefold.cli.process.NodeProcess.PATIENCE;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets system calls of a running process fail, as a broken disk does. */
final class Tracer implements AutoCloseable {
    private final Process process;
    private final Path log;

    private Tracer(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** From when this returns until it is closed, these calls return EIO. */
    static Tracer failing(long pid, String calls) {
        try {
            Path log = Files.createTempFile("rangefold-calls", "");
            Path said = Files.createTempFile("rangefold-strace", "");
            Process process = new ProcessBuilder(
                            "strace",
                            "-f",
                            "-p",
                            Long.toString(pid),
                            "-e",
                            "trace=" + calls,
                            "-e",
                            "inject=" + calls + ":error=EIO",
                            "-o",
                            log.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            await("strace is attached")
                    .atMost(PATIENCE)
                    .until(() -> Files.readString(said).contains("attached"));
            return new Tracer(process, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many calls failed so far. */
    long calls() {
        try {
            return Files.readString(log)
                    .lines()
                    .filter(line -> line.contains("INJECTED"))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Detaches: the process goes on as before. */
    @Override
    public void close() {
        process.destroy();
        await("strace ends").atMost(PATIENCE).until(() -> !process.isAlive());
    }
}
