package io.rangefold.worker.slot;

import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Counts indices. Its partials can be made as large as is wanted.
 *
 * @param kernel computes
 * @param reference the second implementation
 * @param bytesPerItem the size of an encoded partial by its count
 */
public record CountStage(Kernel<Long> kernel, Optional<Kernel<Long>> reference, int bytesPerItem)
        implements Stage<Long> {

    static final CountStage PLAIN = new CountStage((low, high, context) -> high - low, Optional.empty(), 0);

    /** One with that kernel. */
    public static CountStage of(Kernel<Long> kernel) {
        return new CountStage(kernel, Optional.empty(), 0);
    }

    /** The bytes of a partial of {@code count} indices. */
    static byte[] bytes(long count) {
        return ByteBuffer.allocate(8).putLong(count).array();
    }

    @Override
    public long items() {
        return 1_000_000;
    }

    @Override
    public PartialType<Long> partials() {
        return new PartialType<>() {
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
                return Arrays.copyOf(bytes(partial), (int) Math.max(8, partial * bytesPerItem));
            }

            @Override
            public Long decode(byte[] bytes) {
                return ByteBuffer.wrap(bytes).getLong();
            }
        };
    }

    @Override
    public Kernel<Long> newKernel() {
        return kernel;
    }

    @Override
    public Optional<Kernel<Long>> newReferenceKernel() {
        return reference;
    }

    @Override
    public String kernelName() {
        return "count";
    }

    /** Strides of one millisecond have a thousand items. */
    @Override
    public long nanosPerItemGuess() {
        return 1_000;
    }
}
