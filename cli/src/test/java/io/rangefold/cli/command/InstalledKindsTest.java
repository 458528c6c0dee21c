package io.rangefold.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.job.JobLine;
import io.rangefold.cli.job.JobsFile;
import io.rangefold.cli.output.Streams;
import io.rangefold.job.JobKind;
import io.rangefold.job.JobKinds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The kinds that are delivered: their options go with those of the commands, and their examples are right. */
class InstalledKindsTest {
    @TempDir
    private Path folder;

    static List<JobKind> kinds() {
        return JobKinds.installed().all();
    }

    @Test
    void kinds_areThere() {
        assertThat(kinds()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void examples_areAccepted(JobKind kind) throws IOException {
        List<String> examples = kind.description().examples().stream()
                .filter(example -> !example.contains("--input"))
                .toList();
        Path file = Files.write(folder.resolve("examples"), examples);

        List<JobLine> jobs = JobsFile.read(file.toString(), JobKinds.installed());

        assertThat(jobs)
                .hasSameSizeAs(examples)
                .allSatisfy(job -> assertThat(job.request().kind())
                        .isEqualTo(kind.description().name()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void options_goWithThoseOfEveryCommand(JobKind kind) {
        for (String command : List.of("run", "submit", "bench scaling")) {
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Streams streams = new Streams(
                    OutputStream.nullOutputStream(), new PrintStream(err, true, StandardCharsets.UTF_8), () -> false);
            Environment environment = new Environment(
                    streams,
                    Map.of(),
                    JobKinds::installed,
                    () -> {
                        throw new AssertionError("help starts nothing");
                    },
                    () -> {
                        throw new AssertionError("help waits for nothing");
                    });
            String line = command + " " + kind.description().name() + " --help";

            int exitCode = new Cli(environment).run(line.split(" "));

            assertThat(err.toString(StandardCharsets.UTF_8)).as(line).isEmpty();
            assertThat(exitCode).isZero();
        }
    }
}
