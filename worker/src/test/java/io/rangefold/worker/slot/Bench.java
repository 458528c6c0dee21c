package io.rangefold.worker.slot;

import io.rangefold.job.Stage;
import io.rangefold.protocol.JobId;
import io.rangefold.protocol.Purpose;
import io.rangefold.protocol.Range;
import io.rangefold.protocol.SlotCommand;
import io.rangefold.protocol.SlotCommand.Acknowledge;
import io.rangefold.protocol.SlotCommand.Grant;
import io.rangefold.protocol.SlotReport;
import io.rangefold.protocol.SlotReport.Commit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** A slot on the test bench: every stride takes as long as it is told to, and what the slot says is kept. */
final class Bench implements SlotOutput {
    static final long MILLI = 1_000_000;
    static final long SECOND = 1_000 * MILLI;

    final SlotMachine machine;
    private final List<SlotReport> reports = new ArrayList<>();
    private long now = SECOND;

    Bench(Stage<?> stage) {
        this((StageSource) grant -> stage);
    }

    Bench(StageSource stages) {
        this.machine = new SlotMachine(0, SlotSettings.DEFAULT, stages, this);
    }

    static Grant grant(long lease, Range range, Purpose purpose) {
        return new Grant(lease, new JobId("job"), "count", new byte[0], 0, new byte[0], range, purpose, 1);
    }

    static Grant work(long lease, long low, long high) {
        return grant(lease, Range.of(low, high), Purpose.WORK);
    }

    void tell(SlotCommand command) {
        machine.handle(command, now);
    }

    void acknowledge(long lease, long mark) {
        tell(new Acknowledge(lease, mark, false));
    }

    Stride<?> begin() {
        return machine.begin(now).orElseThrow();
    }

    Optional<Stride<?>> beginIfAny() {
        return machine.begin(now);
    }

    boolean isBusy() {
        return beginIfAny().isPresent();
    }

    void complete(Stride<?> stride, long nanos) {
        complete(stride, nanos, index -> stride.range().high());
    }

    void complete(Stride<?> stride, long nanos, LongUnaryOperator poll) {
        now += nanos;
        stride.compute(poll);
        machine.complete(stride, now);
    }

    /** Computes a stride of so many nanoseconds, and says which it was. */
    Range stride(long nanos) {
        Stride<?> stride = begin();
        complete(stride, nanos);
        return stride.range();
    }

    void pass(long nanos) {
        long end = now + nanos;
        while (now < end) {
            now = Math.min(end, now + 100 * MILLI);
            machine.tick(now);
        }
    }

    long now() {
        return now;
    }

    /** What the slot said since this was asked last. */
    List<SlotReport> said() {
        List<SlotReport> all = List.copyOf(reports);
        reports.clear();
        return all;
    }

    Commit commit() {
        List<SlotReport> all = said();
        if (all.size() != 1) {
            throw new AssertionError("not one commit: " + all);
        }
        return (Commit) all.get(0);
    }

    @Override
    public void report(SlotReport report) {
        reports.add(report);
    }

    @Override
    public void reportWithOutput(Commit commit, byte[] output) {
        reports.add(commit);
    }
}
