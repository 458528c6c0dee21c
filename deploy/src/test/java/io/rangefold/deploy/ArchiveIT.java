package io.rangefold.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive, unpacked into a folder with a blank in its name and started as a user would. */
@Tag("process")
final class ArchiveIT {
    private static final long START_LIMIT_SECONDS = 60;

    @TempDir
    static Path folder;

    private static Path launcher;

    @TempDir
    Path home;

    private Path cache;

    private record Outcome(int exitCode, String output, String errors) {}

    @BeforeAll
    static void unpack() throws Exception {
        Path target = Files.createDirectory(folder.resolve("a b"));
        Path archive;
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            archive = files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .findFirst()
                    .orElseThrow();
        }
        Process tar = new ProcessBuilder("tar", "xzf", archive.toString(), "-C", target.toString())
                .inheritIO()
                .start();
        assertThat(tar.waitFor()).isZero();
        try (Stream<Path> entries = Files.list(target)) {
            launcher = entries.findFirst().orElseThrow().resolve("bin/rangefold");
        }
    }

    @BeforeEach
    void nameCache() {
        cache = home.resolve("cache");
    }

    @Test
    void firstStart_saysWhatItDoes_andLaterOnesAreSilent() throws Exception {
        Outcome first = start(Map.of(), "version");
        assertThat(first.exitCode()).isZero();
        assertThat(first.output()).contains("0.1.0");
        assertThat(first.errors()).isEqualTo("rangefold: preparing faster starts, once for this JDK\n");
        assertThat(archives())
                .singleElement()
                .satisfies(archive -> assertThat(Files.size(archive)).isPositive());

        Outcome second = start(Map.of(), "version");
        assertThat(second).isEqualTo(new Outcome(0, first.output(), ""));
    }

    @Test
    void startThroughSymbolicLink_findsItsFiles() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("rf"), launcher);
        assertThat(start(link, Map.of(), "version").exitCode()).isZero();
    }

    @Test
    void cacheThatCannotBeWritten_isHarmless() throws Exception {
        Outcome outcome = start(Map.of("XDG_CACHE_HOME", "/dev/null"), "version");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEmpty();
    }

    @Test
    void spoiltArchive_isHarmless() throws Exception {
        start(Map.of(), "version");
        Path archive = archives().get(0);
        Files.delete(archive);
        Files.writeString(archive, "no archive");

        Outcome outcome = start(Map.of(), "version");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.errors()).isEmpty();
    }

    @Test
    void folderThatIsNoJdk_isRefusedByName() throws Exception {
        Outcome outcome = start(Map.of("RANGEFOLD_JAVA_HOME", "/nowhere"), "version");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errors()).isEqualTo("rangefold: RANGEFOLD_JAVA_HOME=/nowhere is not a JDK 17 or newer.\n");
    }

    @Test
    void optionsOfTheUser_reachTheJvmAfterOurs() throws Exception {
        Outcome outcome = start(Map.of("RANGEFOLD_JAVA_OPTS", "-XX:+UseParallelGC -XX:Nonsense"), "version");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.errors()).contains("Nonsense").doesNotContain("Multiple garbage collectors");
    }

    @Test
    void manualPagesCompletionsAndTheClient_areThere() throws Exception {
        Path home = launcher.getParent().getParent();
        assertThat(home.resolve("share/man/man1"))
                .isDirectoryContaining("glob:**/rangefold.1")
                .isDirectoryContaining("glob:**/rangefold-run.1");
        assertThat(home.resolve("share/bash-completion/completions/rangefold"))
                .content()
                .contains("range-sum");
        assertThat(home.resolve("share/zsh/site-functions/_rangefold"))
                .content()
                .startsWith("#compdef rangefold");
        assertThat(home.resolve("client"))
                .isDirectoryContaining("glob:**/rangefold-client-*.jar")
                .isDirectoryContaining("glob:**/jackson-core-*.jar");
        assertThat(home.resolve("lib")).isDirectoryNotContaining("glob:**/rangefold-client-*.jar");
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("rangefold"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private Outcome start(Map<String, String> environment, String... arguments) throws Exception {
        return start(launcher, environment, arguments);
    }

    private Outcome start(Path executable, Map<String, String> environment, String... arguments) throws Exception {
        Path output = home.resolve("output");
        Path errors = home.resolve("errors");
        ProcessBuilder builder =
                new ProcessBuilder(Stream.concat(Stream.of(executable.toString()), Stream.of(arguments))
                        .toList());
        builder.environment().keySet().removeIf(name -> name.startsWith("RANGEFOLD_"));
        builder.environment().put("HOME", home.toString());
        builder.environment().put("XDG_CACHE_HOME", cache.toString());
        builder.environment().put("RANGEFOLD_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(START_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("not ended within " + START_LIMIT_SECONDS + " s: " + List.of(arguments));
        }
        return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    }
}
