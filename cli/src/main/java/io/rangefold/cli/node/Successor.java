package io.rangefold.cli.node;

import io.rangefold.cli.syntax.ExitCode;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Another process in the place of this one, with its command line, environment and streams: Java can't end a thread, so a
 * kernel that does not come back takes its process with it.
 */
final class Successor {
    /** Names a file with the id of this process and when it began; whoever wants to end it later reads it there. */
    static final String PID_FILE = "RANGEFOLD_PID_FILE";

    private static final Logger LOG = LoggerFactory.getLogger(Successor.class);
    /** Of the fields of /proc/PID/stat behind the name of the program, when the process began, in ticks. */
    private static final int START_FIELD = 19;

    private Successor() {}

    /**
     * Starts the successor and ends this process. Returns only if there is none: this process is ending already, systemd starts
     * another one by itself, or it can't be done.
     */
    static void replaceThisProcess(Map<String, String> environment) {
        if (isOfSystemd(environment, ProcessHandle.current().pid()) || isEnding()) {
            return;
        }
        try {
            Process started = new ProcessBuilder(ownCommandLine()).inheritIO().start();
            LOG.warn("a kernel did not come back: process {} takes the place of this one", started.pid());
            String file = environment.getOrDefault(PID_FILE, "");
            if (!file.isEmpty()) {
                note(started, Path.of(file));
            }
            Runtime.getRuntime().halt(ExitCode.FAILED);
        } catch (IOException e) {
            LOG.error("no process can be started in the place of this one: {}", e.getMessage());
        }
    }

    /** Whether systemd started this very process; what it started may have started this one from a shell. */
    static boolean isOfSystemd(Map<String, String> environment, long pid) {
        return environment.containsKey("INVOCATION_ID")
                && environment
                        .getOrDefault("SYSTEMD_EXEC_PID", String.valueOf(pid))
                        .equals(String.valueOf(pid));
    }

    /** Whether a signal has begun to end this process. */
    private static boolean isEnding() {
        Thread none = new Thread(() -> {});
        try {
            Runtime.getRuntime().addShutdownHook(none);
            Runtime.getRuntime().removeShutdownHook(none);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    /**
     * The command line of this process.
     *
     * @throws IOException if the system does not say
     */
    static List<String> ownCommandLine() throws IOException {
        ProcessHandle.Info self = ProcessHandle.current().info();
        List<String> line = new ArrayList<>();
        line.add(self.command().orElseThrow(() -> new IOException("this system does not name the program")));
        line.addAll(arguments(Path.of("/proc/self/cmdline"), self));
        return line;
    }

    /** Where there is such a file; what Java knows has at most a page. */
    private static List<String> arguments(Path file, ProcessHandle.Info self) throws IOException {
        if (!Files.isReadable(file)) {
            return List.of(
                    self.arguments().orElseThrow(() -> new IOException("this system does not name the arguments")));
        }
        Charset charset = Charset.forName(
                System.getProperty("sun.jnu.encoding", Charset.defaultCharset().name()));
        // Each argument ends with a zero byte.
        String[] all = new String(Files.readAllBytes(file), charset).split("\0", -1);
        return List.of(all).subList(1, all.length - 1);
    }

    /** Replaces the file as a whole; nobody is to read half of it. */
    private static void note(Process process, Path file) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(beside, process.pid() + "\n" + startOf(process) + "\n", StandardCharsets.US_ASCII);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** When a process began, in the words of its system: with it the id belongs to no other process. */
    static String startOf(Process process) throws IOException {
        Path stat = Path.of("/proc/" + process.pid() + "/stat");
        if (Files.isReadable(stat)) {
            String text = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return text.substring(text.lastIndexOf(')') + 2).split(" ")[START_FIELD];
        }
        Process ps = new ProcessBuilder("ps", "-p", String.valueOf(process.pid()), "-o", "lstart=").start();
        try (var lines = ps.inputReader(StandardCharsets.US_ASCII)) {
            return Optional.ofNullable(lines.readLine()).orElse("");
        }
    }
}
