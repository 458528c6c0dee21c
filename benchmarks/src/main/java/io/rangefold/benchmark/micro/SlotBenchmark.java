package io.rangefold.benchmark.micro;

import io.rangefold.benchmark.WrongAnswerException;
import io.rangefold.benchmark.kind.CountJob;
import io.rangefold.benchmark.kind.CountKind;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import io.rangefold.worker.slot.SlotMachine;
import io.rangefold.worker.slot.SlotOutput;
import io.rangefold.worker.slot.SlotSettings;
import io.rangefold.worker.slot.Stride;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time for a stride in a slot, with a kernel that does nothing: what a slot costs beside the kernel. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 10, time = 1)
@Measurement(iterations = 5, time = 1)
public class SlotBenchmark {
    private static final long STRIDE_NANOS = 20_000_000;
    private static final long CHECKED = 1_000;
    private static final JobId JOB = new JobId("job");
    private static final CountJob COUNT = new CountJob(1L << 60);

    /** When strides are committed. */
    public enum Commits {
        /** As in real jobs. */
        EACH_SECOND(1_000_000_000),
        EACH_STRIDE(0);

        private final long pauseNanos;

        Commits(long pauseNanos) {
            this.pauseNanos = pauseNanos;
        }
    }

    @Param
    private Commits commits = Commits.EACH_SECOND;

    private final LastCommit output = new LastCommit();
    private SlotMachine machine =
            new SlotMachine(0, SlotSettings.DEFAULT, grant -> COUNT.stage(0, new byte[0]), output);
    private long nowNanos;

    /** Keeps the last commit, which is acknowledged after the stride. */
    private static final class LastCommit implements SlotOutput {
        private Optional<Commit> last = Optional.empty();
        private long committed;

        @Override
        public void report(SlotReport report) {
            Commit commit = (Commit) report;
            committed += commit.range().size();
            last = Optional.of(commit);
        }

        @Override
        public void reportWithOutput(Commit commit, byte[] bytes) {
            throw new IllegalStateException("a kernel without output");
        }
    }

    /** Gives the slot a lease without end, and checks that what is computed is committed. */
    @Setup(Level.Iteration)
    public void prepare() {
        // A target of next to nothing makes strides of one index.
        SlotSettings settings = new SlotSettings(
                1, SlotSettings.DEFAULT.strideLimitNanos(), commits.pauseNanos, SlotSettings.DEFAULT.resendNanos());
        nowNanos = 0;
        output.committed = 0;
        machine = new SlotMachine(0, settings, grant -> COUNT.stage(0, new byte[0]), output);
        Range all = Range.upTo(COUNT.items());
        machine.handle(new Grant(1, JOB, CountKind.NAME, COUNT.spec(), 0, new byte[0], all, Purpose.WORK, 1), nowNanos);
        for (int i = 0; i < CHECKED; i++) {
            stride();
        }
        long expected = CHECKED - (commits == Commits.EACH_STRIDE ? 0 : (CHECKED - 1) % (1_000_000_000 / STRIDE_NANOS));
        WrongAnswerException.check("committed", expected, output.committed);
    }

    /** One stride of one index, by a clock on which it takes as long as strides do. */
    @Benchmark
    public Object stride() {
        Stride<?> stride = machine.begin(nowNanos).orElseThrow();
        stride.compute(index -> stride.range().high());
        nowNanos += STRIDE_NANOS;
        machine.complete(stride, nowNanos);
        if (output.last.isPresent()) {
            Commit commit = output.last.get();
            output.last = Optional.empty();
            machine.handle(new Acknowledge(1, commit.range().high(), false), nowNanos);
        }
        return stride;
    }
}
