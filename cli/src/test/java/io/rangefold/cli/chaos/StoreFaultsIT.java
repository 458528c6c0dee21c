package io.rangefold.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.rangefold.cli.chaos.Row.Played;
import io.rangefold.cli.process.CommandLine.Outcome;
import io.rangefold.cli.process.NodeProcess;
import io.rangefold.cli.process.Processes;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows of the fault matrix: the folder that jobs are kept in. */
@Tag("process")
@Tag("chaos")
@ExtendWith(Processes.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreFaultsIT {
    private static final String DATABASE = "rangefold.db";

    @TempDir
    private static Path folder;

    private int keys;

    Stream<Played> rows() {
        return Row.play(
                new Row(
                        "the disk is full for a while",
                        "submissions are refused clearly, running work goes on and is kept once there is room",
                        List.of(Tool.SMALL_FILE_SYSTEM),
                        this::diskFull),
                new Row(
                        "fsync fails for a while",
                        "nothing is acknowledged meanwhile; every index counts once",
                        List.of(Tool.STRACE),
                        this::fsyncFails),
                new Row(
                        "the data is damaged, newer, or locked",
                        "a coordinator says so and ends; nothing is overwritten",
                        List.of(),
                        this::unusable));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void row_endsAsExpected(Played row) {
        row.run();
    }

    /** A coordinator and a worker with jobs in that folder, while {@code fault} lasts. */
    private void during(Path data, Consumer<Cluster> fault) {
        try (Cluster cluster = new Cluster()) {
            cluster.startCoordinator(data.toString());
            cluster.addWorker(Host.LOOPBACK, 2);
            cluster.awaitWhole();
            Question question = Question.rest(16_000, 1_000);
            Asked asked =
                    new Asked(cluster).askSurely(question, "store-" + ++keys).awaitProgress();
            fault.accept(cluster);
            asked.askSurely(question, "store-" + ++keys);
            asked.check();
            asked.ids().forEach(id -> Records.of(data).assertTiled(id, question.items()));
        }
    }

    private void diskFull(RandomGenerator random) {
        Path disk = make("disk");
        Shell.run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString());
        Thread unmount = new Thread(() -> Shell.run("umount", "-l", disk.toString()));
        Runtime.getRuntime().addShutdownHook(unmount);
        try {
            Path filler = disk.resolve("filler");
            during(disk.resolve("data"), cluster -> {
                fill(filler);
                Pause.between(1_500, 2_500, random);
                assertRefusedClearly(cluster.client());
                delete(filler);
            });
        } finally {
            Processes.closeAll();
            Runtime.getRuntime().removeShutdownHook(unmount);
            unmount.run();
        }
    }

    private static void fill(Path filler) {
        try (OutputStream out = Files.newOutputStream(filler)) {
            byte[] block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space");
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path make(String name) {
        try {
            return Files.createDirectory(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A job with an input that there is no room for. */
    private static void assertRefusedClearly(Client client) {
        try {
            Path numbers = Files.writeString(folder.resolve("numbers"), "1000003\n".repeat(1_000_000));
            Outcome outcome = client.command(Stream.of("submit", "factorize", "--input", numbers.toString()));
            assertThat(outcome.exitCode()).as(outcome.err()).isNotZero();
            assertThat(outcome.err()).contains("stor").doesNotContain("\tat ").doesNotContain("Exception");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void fsyncFails(RandomGenerator random) {
        during(folder.resolve("unsynced"), cluster -> {
            long pid = cluster.coordinator().process().pid();
            try (Tracer tracer = Tracer.failing(pid, "fsync,fdatasync")) {
                Pause.between(1_500, 3_000, random);
                assertThat(tracer.calls()).as("calls that failed").isPositive();
            }
        });
    }

    private void unusable(RandomGenerator random) {
        Path data = folder.resolve("sound");
        during(data, running -> {});
        // The one before was killed; this one ends in order, and leaves everything in one file.
        NodeProcess last = coordinator(data);
        last.awaitErr("API at ");
        refused(data, "locked", "process");
        last.signal("TERM");
        last.awaitExit();
        refused(copy(data, "truncated", file -> file.setLength(file.length() / 2)), "truncated", "damaged");
        refused(copy(data, "flipped", StoreFaultsIT::flip), "flipped", "damaged");
        Path newer = copy(data, "newer", file -> {});
        Records.change(newer, "UPDATE flyway_schema_history SET version = '999'");
        refused(newer, "newer", "newer version");
    }

    /** The last bytes of each page belong to rows, if anything is in it. */
    private static void flip(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[16];
        for (long page = 1; page * 4096 < file.length(); page++) {
            file.seek(page * 4096 - bytes.length);
            file.readFully(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 0x55;
            }
            file.seek(page * 4096 - bytes.length);
            file.write(bytes);
        }
    }

    private interface Damage {
        void to(RandomAccessFile file) throws IOException;
    }

    private static Path copy(Path data, String name, Damage damage) {
        Path copy = make(name);
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
            try (RandomAccessFile file =
                    new RandomAccessFile(copy.resolve(DATABASE).toFile(), "rw")) {
                damage.to(file);
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NodeProcess coordinator(Path data) {
        return new Cluster()
                .addCoordinator(Host.LOOPBACK, Map.of(), data.toString(), List.of())
                .start();
    }

    private static void refused(Path data, String what, String said) {
        Map<String, Integer> before = hashes(data);
        NodeProcess process = coordinator(data);
        assertThat(process.awaitExit()).as(process.tail()).isNotZero();
        String all = String.join("\n", process.err());
        assertThat(all)
                .as(what)
                .contains(said)
                .contains(data.getFileName().toString())
                .doesNotContain("\tat ");
        assertThat(hashes(data)).as("files of " + what).containsAllEntriesOf(before);
    }

    private static Map<String, Integer> hashes(Path data) {
        Map<String, Integer> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(StoreFaultsIT::isKept).toList()) {
                hashes.put(file.getFileName().toString(), Arrays.hashCode(Files.readAllBytes(file)));
            }
            return hashes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isKept(Path file) {
        String name = file.getFileName().toString();
        return name.equals(DATABASE) || name.equals(DATABASE + "-wal");
    }
}
