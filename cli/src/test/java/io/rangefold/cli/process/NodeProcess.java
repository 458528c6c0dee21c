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
public final class NodeProcess implements AutoCloseable {
    /** How long anything may take on a busy machine. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

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

    /**
     * How one is started.
     *
     * @param prefix a command that becomes the JVM, as in {@code ip netns exec NAME}; mostly empty
     * @param jvmOptions for the JVM, beside those that keep it small
     * @param variables besides the environment's
     * @param main that of the executable, or of a test; it ends with the test's process
     * @param words what follows {@code rangefold}
     */
    public record Launch(
            List<String> prefix,
            List<String> jvmOptions,
            Map<String, String> variables,
            Class<?> main,
            List<String> words) {
        /** Copies. */
        public Launch {
            prefix = List.copyOf(prefix);
            jvmOptions = List.copyOf(jvmOptions);
            variables = Map.copyOf(variables);
            words = List.copyOf(words);
        }

        private List<String> command() {
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-ea",
                    // The driver asserts that its own connections stay open while it sends a batch.
                    "-da:org.postgresql...",
                    "-D" + ChildMain.PARENT + "=" + ProcessHandle.current().pid()));
            command.addAll(jvmOptions);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
            command.addAll(words);
            return command;
        }
    }

    /** Starts {@code rangefold WORDS} with these variables besides the environment's. */
    static NodeProcess start(Map<String, String> variables, List<String> words) {
        return start(new Launch(List.of(), List.of(), variables, ChildMain.class, words));
    }

    /** Starts a JVM. */
    public static NodeProcess start(Launch launch) {
        ProcessBuilder builder = new ProcessBuilder(launch.command())
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("RANGEFOLD_"));
        builder.environment().put("RANGEFOLD_COORDINATOR_DATA", "none");
        builder.environment().put("JAVA_TOOL_OPTIONS", LIGHT);
        builder.environment().putAll(launch.variables());
        try {
            NodeProcess started = new NodeProcess(launch.words(), builder.start());
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

    public long pid() {
        return process.pid();
    }

    /** The value of {@code --name}. */
    String name() {
        return words.get(words.indexOf("--name") + 1);
    }

    /** Processes that it started and that are alive. */
    public List<ProcessHandle> children() {
        return process.children().toList();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Lines of standard output so far. */
    public List<String> out() {
        return List.copyOf(out);
    }

    /** Lines of standard error so far. */
    public List<String> err() {
        return List.copyOf(err);
    }

    /** The first match of {@code regex} in a line of standard error, once there is one. */
    public Matcher awaitErr(String regex) {
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
    public void kill() {
        process.destroyForcibly();
    }

    /** Sends a signal: KILL, STOP, CONT, TERM or INT. */
    public void signal(String name) {
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
    public int awaitExit() {
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
    public String tail() {
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
