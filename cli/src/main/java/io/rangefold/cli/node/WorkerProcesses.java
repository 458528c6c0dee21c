package io.rangefold.cli.node;

import io.rangefold.cli.syntax.CliException;
import io.rangefold.cli.syntax.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Workers in processes of their own, that end with this one. */
final class WorkerProcesses implements AutoCloseable {
    /** System property by which a worker learns the process that it is to end with. */
    static final String PARENT = "rangefold.parent";

    private static final long DRAIN_SECONDS = 10;

    private final List<Process> processes = new ArrayList<>();

    /** Starts {@code count} workers that join the coordinator at {@code port} on loopback. */
    void start(int count, int slots, int port) {
        for (int number = 1; number <= count; number++) {
            processes.add(start(List.of(
                    "worker",
                    "--join",
                    "127.0.0.1:" + port,
                    "--slots",
                    String.valueOf(slots),
                    "--name",
                    "worker-" + number)));
        }
    }

    private static Process start(List<String> words) {
        List<String> command = new ArrayList<>(executable());
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        String options = System.getenv().getOrDefault("RANGEFOLD_JAVA_OPTS", "");
        builder.environment()
                .put(
                        "RANGEFOLD_JAVA_OPTS",
                        (options + " -D" + PARENT + "="
                                        + ProcessHandle.current().pid())
                                .strip());
        try {
            return builder.start();
        } catch (IOException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    "can-not-start",
                    "a worker process can't be started: " + e.getMessage(),
                    "--workers",
                    "look whether this user may start more processes, or leave --workers out");
        }
    }

    /** The launcher, where it started this process; else this JVM with the same class path. */
    private static List<String> executable() {
        String launcher = System.getProperty("rangefold.launcher", "");
        if (!launcher.isEmpty()) {
            return List.of(launcher);
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(
                java,
                "-D" + PARENT + "=" + ProcessHandle.current().pid(),
                "-cp",
                System.getProperty("java.class.path"),
                "io.rangefold.cli.Main");
    }

    /** Whether one of them has ended. */
    boolean anyEnded() {
        return processes.stream().anyMatch(process -> !process.isAlive());
    }

    /** Drains them all; ends by force what does not end in time. */
    @Override
    public void close() {
        processes.forEach(Process::destroy);
        for (Process process : processes) {
            try {
                if (!process.waitFor(DRAIN_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                process.destroyForcibly();
            }
        }
    }
}
