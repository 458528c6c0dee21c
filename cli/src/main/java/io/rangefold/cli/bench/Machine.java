package io.rangefold.cli.bench;

import io.rangefold.coordinator.document.VersionDocument;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where something was measured.
 *
 * @param processor its model
 * @param cores that this process may use
 * @param memoryBytes of the machine; 0 where unknown
 * @param system name and version
 * @param jdk name, version and vendor of the Java runtime
 * @param version of this software
 */
public record Machine(String processor, int cores, long memoryBytes, String system, String jdk, String version) {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final int KIB = 1024;

    /** This one. */
    public static Machine present() {
        return new Machine(
                field(PROCESSORS, "model name").orElse(System.getProperty("os.arch", "unknown")),
                Runtime.getRuntime().availableProcessors(),
                field(MEMORY, "MemTotal")
                        .map(text -> text.replaceAll("[^0-9]", ""))
                        .filter(digits -> !digits.isEmpty() && digits.length() < 16)
                        .map(digits -> Long.parseLong(digits) * KIB)
                        .orElse(0L),
                System.getProperty("os.name", "unknown") + " " + System.getProperty("os.version", ""),
                System.getProperty("java.vm.name", "Java") + " " + Runtime.version() + ", "
                        + System.getProperty("java.vendor", "unknown"),
                VersionDocument.VERSION);
    }

    /** Processes that want to run, averaged over a minute; negative where unknown. */
    public static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static Optional<String> field(Path file, String name) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
