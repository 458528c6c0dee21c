package io.rangefold.job.range;

import io.rangefold.job.DeterministicException;
import io.rangefold.job.KernelContext;
import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.lanes.BatchEvaluator;
import java.util.Optional;

/**
 * Walks over the values of an expression, stride by stride: in batches of 64-bit lanes where they fit, one by one where they
 * do not. About 0.3 ns per plain operator and item in lanes, some 100 ns per operator beside them.
 */
final class ExpressionScan {
    private static final int FIRST_BATCH = 32;
    private static final int BATCHES_PER_MEASUREMENT = 16;
    private static final long LONG_BATCH_NANOS = 1_000_000;
    private static final long SHORT_BATCH_NANOS = 200_000;

    private final long from;
    private final Pacer pacer = new Pacer();
    private final BatchEvaluator evaluator;
    private int batch = FIRST_BATCH;
    private int batchesSinceMeasurement;

    /**
     * @param from the {@code i} of index 0
     * @param items the number of indices, at least 1
     */
    ExpressionScan(Expression expression, long from, long items) {
        this.from = from;
        this.evaluator = new BatchEvaluator(expression.root(), from, from + (items - 1), pacer);
    }

    /**
     * Gives {@code sink} the values of the stride {@code [low, high)}, up to the end that polling leaves it or until the sink
     * is sated.
     *
     * @throws DeterministicException if one that is still wanted does not exist
     */
    void run(long low, long high, KernelContext context, Accumulator<?> sink) {
        pacer.begin(low, high, context);
        evaluator.narrow(from + low, from + (high - 1));
        long index = low;
        while (index < pacer.end() && !sink.isSated()) {
            int n = (int) Math.min(batch, pacer.end() - index);
            boolean measured = batch < BatchEvaluator.MAX_BATCH || ++batchesSinceMeasurement == BATCHES_PER_MEASUREMENT;
            long begun = measured ? System.nanoTime() : 0;
            index = addBatch(index, n, sink);
            if (measured) {
                adapt(System.nanoTime() - begun);
            }
        }
    }

    /** Adds up to {@code n} values from {@code index} on, and says where it got to: not beyond the stride's end. */
    private long addBatch(long index, int n, Accumulator<?> sink) {
        pacer.at(index);
        pacer.spend(n);
        Optional<long[]> values = evaluator.batch(from + index, n);
        if (values.isEmpty()) {
            return addOneByOne(index, n, sink);
        }
        // The stride may have become shorter meanwhile.
        int wanted = (int) Math.min(n, pacer.end() - index);
        sink.add(index, values.get(), wanted);
        return index + wanted;
    }

    private long addOneByOne(long start, int n, Accumulator<?> sink) {
        long index = start;
        for (; index < Math.min(start + n, pacer.end()) && !sink.isSated(); index++) {
            pacer.at(index);
            try {
                sink.add(index, evaluator.exact(from + index));
            } catch (EvaluationException e) {
                throw new DeterministicException(index, e.getMessage() + " at i = " + (from + index));
            }
        }
        return index;
    }

    /** Keeps batches of costly expressions short, so that a stride that becomes shorter ends soon. */
    private void adapt(long nanos) {
        batchesSinceMeasurement = 0;
        if (nanos > LONG_BATCH_NANOS) {
            batch = Math.max(1, batch / 2);
        } else if (nanos < SHORT_BATCH_NANOS) {
            batch = Math.min(BatchEvaluator.MAX_BATCH, batch * 2);
        }
    }
}
