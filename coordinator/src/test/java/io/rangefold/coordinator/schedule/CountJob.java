package io.rangefold.coordinator.schedule;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * Counts indices, stage by stage; a search ends at the lowest hit.
 *
 * @param order how it is leased
 * @param answersInPart whether a part of the count is an answer
 * @param setUpNanos what a kernel needs to begin with
 * @param stages sizes of its stages
 */
record CountJob(Stage.Order order, boolean answersInPart, long setUpNanos, long... stages) implements Job {

    static CountJob of(long... stages) {
        return new CountJob(Stage.Order.SHARES, false, 0, stages);
    }

    static CountJob slowToBegin(long setUpNanos, long... stages) {
        return new CountJob(Stage.Order.SHARES, false, setUpNanos, stages);
    }

    static CountJob inPart(long... stages) {
        return new CountJob(Stage.Order.SHARES, true, 0, stages);
    }

    static CountJob search(long... stages) {
        return new CountJob(Stage.Order.LOWEST_FIRST, false, 0, stages);
    }

    /** The encoded partial of {@code count} indices without a hit. */
    static byte[] partial(long count) {
        return partial(count, Long.MAX_VALUE);
    }

    static byte[] partial(long count, long hit) {
        return new Counts().encode(new Count(count, hit));
    }

    /** How many indices, and the lowest hit. */
    record Count(long count, long hit) {}

    /** Adds counts up. */
    static final class Counts implements PartialType<Count> {
        @Override
        public Count identity() {
            return new Count(0, Long.MAX_VALUE);
        }

        @Override
        public Count merge(Count a, Count b) {
            return new Count(a.count + b.count, Math.min(a.hit, b.hit));
        }

        @Override
        public byte[] encode(Count partial) {
            return ByteBuffer.allocate(16)
                    .putLong(partial.count)
                    .putLong(partial.hit)
                    .array();
        }

        @Override
        public Count decode(byte[] bytes) {
            if (bytes.length != 16) {
                throw new IllegalArgumentException("no count");
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            return new Count(buffer.getLong(), buffer.getLong());
        }

        @Override
        public long cutoff(Count merged) {
            return merged.hit == Long.MAX_VALUE ? Long.MAX_VALUE : merged.hit + 1;
        }
    }

    private record CountStage(Order order, long items, long setUpNanos) implements Stage<Count> {
        @Override
        public PartialType<Count> partials() {
            return new Counts();
        }

        @Override
        public Kernel<Count> newKernel() {
            return (low, high, context) -> new Count(high - low, Long.MAX_VALUE);
        }

        @Override
        public String kernelName() {
            return "count";
        }

        /** A search leases fifty at a time at first: a second at a twentieth of this pace. */
        @Override
        public long nanosPerItemGuess() {
            return 1_000_000;
        }
    }

    @Override
    public byte[] spec() {
        ByteBuffer bytes = ByteBuffer.allocate(16 + 8 * stages.length);
        bytes.putInt(order.ordinal()).putInt(answersInPart ? 1 : 0).putLong(setUpNanos);
        for (long stage : stages) {
            bytes.putLong(stage);
        }
        return bytes.array();
    }

    /** The job of that {@link #spec}. */
    static CountJob decoded(byte[] spec) {
        ByteBuffer bytes = ByteBuffer.wrap(spec);
        Stage.Order order = Stage.Order.values()[bytes.getInt()];
        boolean inPart = bytes.getInt() == 1;
        long setUp = bytes.getLong();
        long[] stages = new long[bytes.remaining() / 8];
        bytes.asLongBuffer().get(stages);
        return new CountJob(order, inPart, setUp, stages);
    }

    @Override
    public Map<String, String> arguments() {
        return Map.of();
    }

    @Override
    public Stage<?> stage(int number, byte[] previous) {
        return new CountStage(order, stages[number], setUpNanos);
    }

    @Override
    public boolean continuesAfter(int number, byte[] merged) {
        return number + 1 < stages.length;
    }

    @Override
    public boolean proves() {
        return false;
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        return new Conclusion(new CountResult(new Counts().decode(merged)), true, Optional.empty());
    }

    @Override
    public Conclusion concludeEarly(byte[] merged, Segments segments, boolean prove) {
        return new Conclusion(new CountResult(new Counts().decode(merged)), false, Optional.empty());
    }

    /** What was counted. */
    record CountResult(Count count) implements JobResult {
        @Override
        public void writeJson(JsonGenerator json) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void writeText(Appendable out) {
            throw new UnsupportedOperationException();
        }
    }
}
