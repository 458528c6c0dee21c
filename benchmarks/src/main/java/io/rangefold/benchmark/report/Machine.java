package io.rangefold.benchmark.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a benchmark runs. */
final class Machine {
    private static final Path CPU = Path.of("/proc/cpuinfo");
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final double KIB_PER_GIB = 1 << 20;

    private Machine() {}

    static String hardware() {
        String model = field(CPU, "model name").orElse(System.getProperty("os.arch"));
        String memory = field(MEMORY, "MemTotal")
                .map(text -> Long.parseLong(text.replaceAll("\\D", "")) / KIB_PER_GIB)
                .map(gib -> String.format(Locale.ROOT, ", %.0f GiB", gib))
                .orElse("");
        String vectors = Files.isReadable(CPU) && field(CPU, "flags").orElse("").contains("avx512f") ? ", AVX-512" : "";
        return model + vectors + ", " + Runtime.getRuntime().availableProcessors() + " cores" + memory + ", "
                + System.getProperty("os.name") + " " + System.getProperty("os.version");
    }

    static String jdk() {
        return System.getProperty("java.vm.name") + " " + Runtime.version() + " (" + System.getProperty("java.vendor")
                + ")";
    }

    /** Processes that want to run, averaged over a minute; negative where unknown. */
    static double load() {
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
