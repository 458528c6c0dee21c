package io.rangefold.job.range.proof;

import io.rangefold.job.DeterministicException;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.SegmentSink;

/**
 * A stage of the one index 0, which stands for a whole range: its kernel computes indices of its own.
 *
 * @param whole computes the range, with a context that takes any index
 * @param <P> the type of a partial result
 */
record WholeRange<P>(Inside<P> whole) implements Kernel<P> {

    /** What is computed. */
    @FunctionalInterface
    interface Inside<P> {
        P compute(KernelContext context);
    }

    @Override
    public P compute(long low, long high, KernelContext context) {
        try {
            return whole.compute(new InsideContext(context));
        } catch (DeterministicException e) {
            throw new DeterministicException(0, String.valueOf(e.getMessage()));
        }
    }

    private record InsideContext(KernelContext outside) implements KernelContext {
        @Override
        public long poll(long index) {
            outside.poll(0);
            return Long.MAX_VALUE;
        }

        @Override
        public SegmentSink output() {
            return outside.output();
        }
    }
}
