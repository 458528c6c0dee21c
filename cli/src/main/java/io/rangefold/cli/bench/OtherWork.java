package io.rangefold.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Measures what other processes of the machine, and other machines on the same hardware, take of its cores. The load average
 * can't tell that, since it counts what is measured as well.
 *
 * @param nanoTime when it began
 * @param all processor time of everything by then, seconds; empty where the system does not tell
 * @param own processor time of this process and those that it started, seconds
 */
record OtherWork(long nanoTime, OptionalDouble all, double own) {
    private static final Path COUNTERS = Path.of("/proc/stat");
    /** Linux tells users hundredths of a second, whatever its own ticks. */
    private static final double TICKS_PER_SECOND = 100;

    /** The columns of the line {@code cpu}: user, nice, system, idle, iowait, irq, softirq, steal. */
    private static final int[] BUSY = {1, 2, 3, 6, 7, 8};

    /** Begins to measure. */
    static OtherWork begin() {
        return new OtherWork(System.nanoTime(), everything(), thisProcess());
    }

    /** How many cores were busy with something else, on average since; to be asked while the processes still run. */
    OptionalDouble cores() {
        OptionalDouble now = everything();
        double seconds = (System.nanoTime() - nanoTime) / 1e9;
        return all.isEmpty() || now.isEmpty() || seconds <= 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        Math.max(0, (now.getAsDouble() - all.getAsDouble()) - (thisProcess() - own)) / seconds);
    }

    private static double thisProcess() {
        ProcessHandle current = ProcessHandle.current();
        return Stream.concat(Stream.of(current), current.descendants())
                .map(process -> process.info().totalCpuDuration())
                .flatMap(Optional::stream)
                .mapToDouble(OtherWork::seconds)
                .sum();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static OptionalDouble everything() {
        try (Stream<String> lines = Files.lines(COUNTERS)) {
            Optional<String[]> counters = lines.findFirst().map(line -> line.split("\\s+"));
            if (counters.isEmpty() || counters.get().length <= BUSY[BUSY.length - 1]) {
                return OptionalDouble.empty();
            }
            double ticks = 0;
            for (int column : BUSY) {
                ticks += Double.parseDouble(counters.get()[column]);
            }
            return OptionalDouble.of(ticks / TICKS_PER_SECOND);
        } catch (IOException | NumberFormatException e) {
            return OptionalDouble.empty();
        }
    }
}
