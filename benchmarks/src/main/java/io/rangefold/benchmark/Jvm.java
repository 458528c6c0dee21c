package io.rangefold.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM of the same JDK and class path, with the options that the launcher gives to workers. */
public final class Jvm implements AutoCloseable {
    private static final String LOGGING = "logback.configurationFile";
    private static final int VECTORS_FROM = 21;
    private static final List<String> VECTORS = List.of(
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:+EnableVectorSupport",
            "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED");
    private static final int UNSAFE_WARNS_FROM = 24;
    private static final long PATIENCE_SECONDS = 10;

    private final Process process;
    private final PrintStream toIt;
    private final BufferedReader fromIt;

    private Jvm(Process process) {
        this.process = process;
        this.toIt = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.fromIt = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts {@code main}; its standard error is this process's. */
    public static Jvm start(Class<?> main, List<String> arguments) {
        return start(List.of(), main.getName(), arguments);
    }

    /** A worker of Rangefold that ends with this process and knows this class path's job kinds. */
    public static Jvm startWorker(int port, int slots, String name) {
        List<String> words = List.of(
                "worker", "--join", "127.0.0.1:" + port, "--slots", String.valueOf(slots), "--name", name, "--quiet");
        String parent = "-Drangefold.parent=" + ProcessHandle.current().pid();
        return start(List.of(parent), "io.rangefold.cli.Main", words);
    }

    private static Jvm start(List<String> options, String main, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:+UseParallelGC");
        if (Runtime.version().feature() >= VECTORS_FROM) {
            command.addAll(VECTORS);
        }
        if (Runtime.version().feature() >= UNSAFE_WARNS_FROM) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        String logging = System.getProperty(LOGGING, "");
        if (!logging.isEmpty()) {
            command.add("-D" + LOGGING + "=" + logging);
        }
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        try {
            return new Jvm(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a line to its standard input and waits for the answer, a line too. */
    public String ask(String line) {
        toIt.println(line);
        try {
            String answer = fromIt.readLine();
            if (answer == null) {
                throw new IllegalStateException("the JVM ended over: " + line);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Processor time that it has used. */
    public Duration cpu() {
        return cpu(process.toHandle());
    }

    /** Processor time that a process has used. */
    public static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
