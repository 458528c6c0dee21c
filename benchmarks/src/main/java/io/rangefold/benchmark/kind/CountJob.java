package io.rangefold.benchmark.kind;

import com.fasterxml.jackson.core.JsonGenerator;
import io.rangefold.job.Conclusion;
import io.rangefold.job.Job;
import io.rangefold.job.JobResult;
import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Segments;
import io.rangefold.job.Stage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * Counts indices.
 *
 * @param items how many there are
 */
public record CountJob(long items) implements Job {
    private static final PartialType<Long> PARTIALS = new Counts();

    @Override
    public byte[] spec() {
        return ByteBuffer.allocate(Long.BYTES).putLong(items).array();
    }

    @Override
    public Map<String, String> arguments() {
        return Map.of("items", String.valueOf(items));
    }

    @Override
    public Stage<Long> stage(int number, byte[] previous) {
        return new CountStage(items);
    }

    @Override
    public boolean proves() {
        return false;
    }

    @Override
    public Conclusion conclude(byte[] merged, Segments segments, boolean prove) {
        return new Conclusion(new CountResult(PARTIALS.decode(merged)), true, Optional.empty());
    }

    private record CountStage(long items) implements Stage<Long> {
        @Override
        public Order order() {
            return Order.LOWEST_FIRST;
        }

        @Override
        public PartialType<Long> partials() {
            return PARTIALS;
        }

        @Override
        public Kernel<Long> newKernel() {
            return (low, high, context) -> high - low;
        }

        @Override
        public String kernelName() {
            return "none";
        }
    }

    private static final class Counts implements PartialType<Long> {
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
                throw new IllegalArgumentException("not a count");
            }
            return ByteBuffer.wrap(bytes).getLong();
        }
    }

    private record CountResult(long count) implements JobResult {
        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("count", String.valueOf(count));
            json.writeEndObject();
        }

        @Override
        public void writeText(Appendable out) throws IOException {
            out.append(String.valueOf(count)).append('\n');
        }
    }
}
