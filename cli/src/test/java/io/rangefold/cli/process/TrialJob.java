package io.rangefold.cli.process;

import io.rangefold.cli.process.TrialKind.Fault;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import io.rangefold.job.Verification;
import io.rangefold.job.Verification.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;

/**
 * A job of {@link TrialKind}, and its only stage.
 *
 * @param items how many indices
 * @param micros time that each takes; the thread rests meanwhile
 * @param fault what happens at index {@code at}, at most {@code times} times in all processes together
 * @param tally file that grows by a byte each time, shared by the processes; empty for none
 * @param trace folder where a file named after each process holds the index that it began last; empty for none
 */
record TrialJob(long items, long micros, Fault fault, long at, long times, String tally, String trace)
        implements Job, Stage<Long> {
    @Override
    public byte[] spec() {
        return String.join(
                        "\n",
                        Long.toString(items),
                        Long.toString(micros),
                        fault.name(),
                        Long.toString(at),
                        Long.toString(times),
                        tally,
                        trace)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Map<String, String> arguments() {
        return Map.of("items", Long.toString(items), "fault", fault.name());
    }

    @Override
    public Stage<?> stage(int number, byte[] previous) {
        return this;
    }

    @Override
    public boolean proves() {
        return true;
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        long sum = new Sums().decode(merged);
        Verdict verdict = sum == items * (items - 1) / 2 ? Verdict.VERIFIED : Verdict.FAILED;
        return new Conclusion(
                new TrialKind.Sum(sum),
                true,
                Optional.of(new Verification(verdict, "closed-form", 1, "n (n - 1) / 2")));
    }

    @Override
    public PartialType<Long> partials() {
        return new Sums();
    }

    @Override
    public Kernel<Long> newKernel() {
        LongConsumer tracer = tracer();
        return (low, high, context) -> compute(low, high, tracer);
    }

    private long compute(long low, long high, LongConsumer tracer) {
        long sum = 0;
        for (long i = low; i < high; i++) {
            tracer.accept(i);
            if (i == at && isDue()) {
                strike(i);
            }
            takeTime();
            sum += i;
        }
        return sum;
    }

    /** Writes indices to memory that outlives the process. */
    private LongConsumer tracer() {
        if (trace.isEmpty()) {
            return index -> {};
        }
        Path file = Path.of(trace, Long.toString(ProcessHandle.current().pid()));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            return index -> memory.putLong(0, index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void takeTime() {
        long end = System.nanoTime() + micros * 1_000;
        for (long left = micros * 1_000; left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private boolean isDue() {
        if (fault == Fault.NONE || tally.isEmpty()) {
            return fault != Fault.NONE;
        }
        try {
            Path file = Path.of(tally);
            Files.write(file, new byte[1], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return Files.size(file) <= times;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void strike(long index) {
        switch (fault) {
            case THROW -> throw new IllegalStateException("index " + index + " is struck");
            case HALT -> Runtime.getRuntime().halt(99);
            case HANG -> {
                while (true) {
                    LockSupport.park(this);
                }
            }
            case NONE -> {}
        }
    }

    @Override
    public String kernelName() {
        return "trial";
    }

    @Override
    public long nanosPerItemGuess() {
        return 1_000 * Math.max(1, micros);
    }

    private static final class Sums implements PartialType<Long> {
        @Override
        public Long identity() {
            return 0L;
        }

        @Override
        public Long merge(Long a, Long b) {
            return a + b;
        }

        @Override
        public byte[] encode(Long partial) {
            return ByteBuffer.allocate(Long.BYTES).putLong(partial).array();
        }

        @Override
        public Long decode(byte[] bytes) {
            if (bytes.length != Long.BYTES) {
                throw new IllegalArgumentException("not a sum: " + bytes.length + " bytes");
            }
            return ByteBuffer.wrap(bytes).getLong();
        }
    }
}
