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
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
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
 * @param trace folder where a file named after each process holds the index that it began last, and how many it began; empty
 *     for none
 * @param proof whether the result is proven; audited if not
 */
record TrialJob(long items, long micros, Fault fault, long at, long times, String tally, String trace, boolean proof)
        implements Job, Stage<TrialKind.Sum> {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** System property of a JVM whose kernels get their answers wrong. */
    static final String LIES = "rangefold.trial.lies";

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
                        trace,
                        Boolean.toString(proof))
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
        return proof;
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        TrialKind.Sum sum = new Sums().decode(merged);
        return new Conclusion(sum, true, proof && prove ? Optional.of(verify(sum.sum())) : Optional.empty());
    }

    private Verification verify(long sum) {
        Verdict verdict = sum == items * (items - 1) / 2 ? Verdict.VERIFIED : Verdict.FAILED;
        return new Verification(verdict, "closed-form", 1, "n (n - 1) / 2");
    }

    @Override
    public PartialType<TrialKind.Sum> partials() {
        return new Sums();
    }

    @Override
    public Kernel<TrialKind.Sum> newKernel() {
        LongConsumer tracer = tracer();
        long lie = Boolean.getBoolean(LIES) ? 1 : 0;
        return (low, high, context) -> compute(low, high, tracer, lie);
    }

    private TrialKind.Sum compute(long low, long high, LongConsumer tracer, long lie) {
        long sum = lie;
        long fingerprint = lie;
        for (long i = low; i < high; i++) {
            tracer.accept(i);
            if (i == at && isDue()) {
                strike(i);
            }
            takeTime();
            sum += i;
            fingerprint += TrialKind.mix(i);
        }
        return new TrialKind.Sum(sum, fingerprint);
    }

    /** Writes the present index, and counts it, in memory that outlives the process. */
    private LongConsumer tracer() {
        if (trace.isEmpty()) {
            return index -> {};
        }
        Path file = Path.of(trace, Long.toString(ProcessHandle.current().pid()));
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer memory = channel.map(FileChannel.MapMode.READ_WRITE, 0, 2 * Long.BYTES);
            return index -> {
                memory.putLong(0, index);
                LONGS.getAndAdd(memory, Long.BYTES, 1L);
            };
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
            case HOG -> hog();
            case NONE -> {}
        }
    }

    /** Until the JVM has no memory left. */
    private static void hog() {
        List<byte[]> kept = new ArrayList<>();
        while (true) {
            kept.add(new byte[1 << 20]);
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

    private static final class Sums implements PartialType<TrialKind.Sum> {
        @Override
        public TrialKind.Sum identity() {
            return new TrialKind.Sum(0, 0);
        }

        @Override
        public TrialKind.Sum merge(TrialKind.Sum a, TrialKind.Sum b) {
            return new TrialKind.Sum(a.sum() + b.sum(), a.fingerprint() + b.fingerprint());
        }

        @Override
        public byte[] encode(TrialKind.Sum partial) {
            return ByteBuffer.allocate(2 * Long.BYTES)
                    .putLong(partial.sum())
                    .putLong(partial.fingerprint())
                    .array();
        }

        @Override
        public TrialKind.Sum decode(byte[] bytes) {
            if (bytes.length != 2 * Long.BYTES) {
                throw new IllegalArgumentException("not a sum: " + bytes.length + " bytes");
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new TrialKind.Sum(buffer.getLong(), buffer.getLong());
        }
    }
}
