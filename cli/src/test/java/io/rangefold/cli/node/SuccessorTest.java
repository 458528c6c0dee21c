package io.rangefold.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuccessorTest {
    @TempDir
    private Path folder;

    /** Prints its own command line, a word a line. */
    public static final class Printer {
        private Printer() {}

        /** Any arguments. */
        public static void main(String[] args) throws IOException {
            Successor.ownCommandLine().forEach(System.out::println);
        }
    }

    @Test
    void commandLine_isKeptWordByWord_howeverLong() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> line = List.of(
                java,
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                Printer.class.getName(),
                "--name",
                "",
                "two words",
                "x".repeat(10_000));
        Path output = folder.resolve("printed");
        Process process =
                new ProcessBuilder(line).redirectOutput(output.toFile()).start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

        List<String> printed = Files.readAllLines(output);

        assertThat(printed.subList(1, printed.size())).isEqualTo(line.subList(1, line.size()));
        assertThat(Path.of(printed.get(0)).toRealPath()).isEqualTo(Path.of(java).toRealPath());
    }

    @Test
    void processThatSystemdStarted_isLeftToSystemd_andOneFromAShellThereIsNot() {
        assertThat(Successor.isOfSystemd(Map.of(), 7)).isFalse();
        assertThat(Successor.isOfSystemd(Map.of("INVOCATION_ID", "c0ffee"), 7)).isTrue();
        assertThat(Successor.isOfSystemd(Map.of("INVOCATION_ID", "c0ffee", "SYSTEMD_EXEC_PID", "7"), 7))
                .isTrue();
        assertThat(Successor.isOfSystemd(Map.of("INVOCATION_ID", "c0ffee", "SYSTEMD_EXEC_PID", "3"), 7))
                .isFalse();
    }

    @Test
    void startOfAProcess_isTheOneThatTheSystemNames() throws IOException {
        Process process = new ProcessBuilder("sleep", "60").start();
        try {
            String start = Successor.startOf(process);

            assertThat(start).isNotBlank().isEqualTo(Successor.startOf(process));
        } finally {
            process.destroy();
        }
    }
}
