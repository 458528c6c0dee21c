package io.rangefold.cli.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.stream.Stream;

/** The time of day as some processes see it; what they measure time spans with goes on as ever. */
final class Clock {
    private final Path file;

    Clock(Path folder) {
        this.file = folder.resolve("clock");
        set("+0");
    }

    /** How far it is off, as libfaketime writes it: {@code +2h}, {@code -2h}, {@code +0}. */
    void set(String offset) {
        try {
            Path next = Files.writeString(file.resolveSibling("clock-next"), offset + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Variables of a process that goes by this clock. */
    Map<String, String> variables() {
        return Map.of(
                "LD_PRELOAD",
                library().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_NO_CACHE",
                "1",
                "DONT_FAKE_MONOTONIC",
                "1",
                // It is for an old libc; with it, a JVM's timed waits do not end.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    private static Path library() {
        try (Stream<Path> found = Files.find(
                Path.of("/usr/lib"), 4, (path, attributes) -> path.endsWith("faketime/libfaketimeMT.so.1"))) {
            return found.findFirst()
                    .orElseThrow(() -> new IllegalStateException("there is faketime, but not its library"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
