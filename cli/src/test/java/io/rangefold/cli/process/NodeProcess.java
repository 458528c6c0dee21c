package io.rangefold.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JVM of its own that runs one command line. All that it writes is kept. */
final class NodeProcess implements AutoCloseable {
    /** How long anything may take on a busy machine. */
    static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Many JVMs share few cores here; processes that it starts itself inherit this. */
    private static final String LIGHT = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m";

    private static final int TAIL_LINES = 60;

    private final List<String> words;
    private final Process process;
    private final List<String> out = new CopyOnWriteArrayList<>();
    private final List<String> err = new CopyOnWriteArrayList<>();
    private final List<Thread> readers = new ArrayList<>();

    private NodeProcess(List<String> words, Process process) {
        this.words = List.copyOf(words);
        this.process = process;
        read(process.getInputStream(), out);
        read(process.getErrorStream(), err);
    }

    /** Starts {@code rangefold WORDS} with these variables besides the environment's. */
    static NodeProcess start(Map<String, String> variables, List<String> words) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-ea",
                "-D" + ChildMain.PARENT + "=" + ProcessHandle.current().pid(),
                "-cp",
                System.getProperty("java.class.path"),
                ChildMain.class.getName()));
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("RANGEFOLD_"));
        builder.environment().put("RANGEFOLD_COORDINATOR_DATA", "none");
        builder.environment().put("JAVA_TOOL_OPTIONS", LIGHT);
        builder.environment().putAll(variables);
        try {
            NodeProcess started = new NodeProcess(words, builder.start());
            Processes.started(started);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(InputStream stream, List<String> lines) {
        Thread reader = new Thread(() -> {
            try (BufferedReader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                text.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("(broken off: " + e.getMessage() + ")");
            }
        });
        reader.setDaemon(true);
        reader.start();
        readers.add(reader);
    }

    long pid() {
        return process.pid();
    }

    /** The value of {@code --name}. */
    String name() {
        return words.get(words.indexOf("--name") + 1);
    }

    /** Processes that it started and that are alive. */
    List<ProcessHandle> children() {
        return process.children().toList();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Lines of standard output so far. */
    List<String> out() {
        return List.copyOf(out);
    }

    /** Lines of standard error so far. */
    List<String> err() {
        return List.copyOf(err);
    }

    /** The first match of {@code regex} in a line of standard error, once there is one. */
    Matcher awaitErr(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return await(this + " says " + regex)
                .atMost(PATIENCE)
                .until(
                        () -> err.stream()
                                .map(pattern::matcher)
                                .filter(Matcher::find)
                                .findFirst(),
                        found -> found.isPresent() || !isAlive())
                .orElseThrow(() -> new AssertionError(this + " ended and did not say " + regex + "\n" + tail()));
    }

    /** Kills it at once, without a process for that. */
    void kill() {
        process.destroyForcibly();
    }

    /** Sends a signal: KILL, STOP, CONT, TERM or INT. */
    void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid()))
                    .inheritIO()
                    .start();
            assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(kill.exitValue()).as("kill -%s %s", name, this).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The exit code, once it has ended and all of its output is read. */
    int awaitExit() {
        await(this + " ends").atMost(PATIENCE).until(() -> !isAlive());
        await(this + " is read").atMost(PATIENCE).until(() -> readers.stream().noneMatch(Thread::isAlive));
        return process.exitValue();
    }

    /** The exit code, once it has ended; another process may hold its output open. */
    int awaitExitOnly() {
        await(this + " ends").atMost(PATIENCE).until(() -> !isAlive());
        return process.exitValue();
    }

    /** Its last lines, for failures. */
    String tail() {
        return "---- " + this + (isAlive() ? "" : ", ended with " + process.exitValue()) + "\n" + tail("out", out)
                + tail("err", err);
    }

    private static String tail(String name, List<String> lines) {
        List<String> all = List.copyOf(lines);
        StringBuilder text = new StringBuilder();
        for (String line : all.subList(Math.max(0, all.size() - TAIL_LINES), all.size())) {
            text.append(name).append("> ").append(line).append('\n');
        }
        return text.toString();
    }

    /** Ends it by force. */
    @Override
    public void close() {
        process.destroyForcibly();
        awaitExit();
    }

    @Override
    public String toString() {
        return "`rangefold " + String.join(" ", words) + "` (" + pid() + ")";
    }
}
