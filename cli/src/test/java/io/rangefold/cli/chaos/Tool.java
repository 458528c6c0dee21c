package io.rangefold.cli.chaos;

import io.rangefold.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What a row needs of the machine, beside a JDK. */
enum Tool {
    /** Namespaces of the network, with addresses and rules of their own. */
    NETWORK_NAMESPACES("ip netns add rangefold-probe", "ip netns del rangefold-probe", "ip", "nft", "tc"),
    /** A file system of a few megabytes. */
    SMALL_FILE_SYSTEM("mount --version", "", "mount", "umount"),
    /** System calls that fail on demand. */
    STRACE("strace -e trace=none true", "", "strace"),
    /** A clock that can be set for one process. */
    FAKETIME("faketime --version", "", "faketime"),
    POSTGRESQL("", "");

    private final String probe;
    private final String undo;
    private final String[] programs;

    Tool(String probe, String undo, String... programs) {
        this.probe = probe;
        this.undo = undo;
        this.programs = programs;
    }

    /** Why it can't be had here; empty if it can. */
    Optional<String> missing() {
        for (String program : programs) {
            if (find(program).isEmpty()) {
                return Optional.of("there is no program " + program);
            }
        }
        if (this == NETWORK_NAMESPACES || this == SMALL_FILE_SYSTEM) {
            if (!System.getProperty("user.name").equals("root")) {
                return Optional.of(name() + " needs root");
            }
        }
        return this == POSTGRESQL ? Optional.of(PostgresServer.missing()).filter(why -> !why.isEmpty()) : tryOut();
    }

    private Optional<String> tryOut() {
        try {
            Shell.line(probe);
            if (!undo.isEmpty()) {
                Shell.line(undo);
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Where a program is. */
    static Optional<Path> find(String program) {
        return Stream.concat(
                        Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
