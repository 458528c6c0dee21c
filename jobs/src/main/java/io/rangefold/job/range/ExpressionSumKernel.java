package io.rangefold.job.range;

import io.rangefold.job.DeterministicException;
import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.lanes.BatchEvaluator;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Sums any expression, evaluated in batches. About 0.3 ns per plain operator and item while values fit 64 bits, some 100 ns
 * per operator where they do not.
 */
final class ExpressionSumKernel implements Kernel<BigInteger> {
    /** Lanes take this many values before they are emptied, if values are so small that they can. */
    private static final int BATCHES_PER_FLUSH = 1_024;

    private static final long MAX_LANE_MAGNITUDE = Long.MAX_VALUE / BATCHES_PER_FLUSH;

    private static final int BATCHES_PER_MEASUREMENT = 16;
    private static final long LONG_BATCH_NANOS = 1_000_000;
    private static final long SHORT_BATCH_NANOS = 200_000;

    private final long from;
    private final Pacer pacer = new Pacer();
    private final BatchEvaluator evaluator;
    private final long[] laneSums = new long[BatchEvaluator.MAX_BATCH];
    private int batchesInLanes;
    private int batch = 32;
    private int batchesSinceMeasurement;

    /**
     * @param from the {@code i} of index 0
     * @param items the number of indices, at least 1
     */
    ExpressionSumKernel(Expression expression, long from, long items) {
        this.from = from;
        this.evaluator = new BatchEvaluator(expression.root(), from, from + (items - 1), pacer);
    }

    @Override
    public BigInteger compute(long low, long high, KernelContext context) {
        pacer.begin(low, high, context);
        evaluator.narrow(from + low, from + (high - 1));
        boolean inLanes =
                evaluator.magnitude().filter(m -> m <= MAX_LANE_MAGNITUDE).isPresent();
        WideSum sum = new WideSum();
        Arrays.fill(laneSums, 0);
        batchesInLanes = 0;
        long index = low;
        while (index < pacer.end()) {
            int n = (int) Math.min(batch, pacer.end() - index);
            boolean measured = batch < BatchEvaluator.MAX_BATCH || ++batchesSinceMeasurement == BATCHES_PER_MEASUREMENT;
            long begun = measured ? System.nanoTime() : 0;
            index = addBatch(index, n, inLanes, sum);
            if (measured) {
                adapt(System.nanoTime() - begun);
            }
        }
        flushLanes(sum);
        return sum.total();
    }

    /** Adds up to {@code n} values from {@code index} on, and says where it got to: not beyond the stride's end. */
    private long addBatch(long index, int n, boolean inLanes, WideSum sum) {
        pacer.at(index);
        pacer.spend(n);
        Optional<long[]> values = evaluator.batch(from + index, n);
        if (values.isEmpty()) {
            return addOneByOne(index, n, sum);
        }
        // The stride may have become shorter meanwhile.
        int wanted = (int) Math.min(n, pacer.end() - index);
        if (inLanes) {
            add(laneSums, values.get(), wanted);
            if (++batchesInLanes == BATCHES_PER_FLUSH) {
                flushLanes(sum);
            }
        } else {
            addWide(sum, values.get(), wanted);
        }
        return index + wanted;
    }

    private static void add(long[] sums, long[] values, int n) {
        for (int k = 0; k < n; k++) {
            sums[k] += values[k];
        }
    }

    private static void addWide(WideSum sum, long[] values, int n) {
        for (int k = 0; k < n; k++) {
            sum.add(values[k]);
        }
    }

    private void flushLanes(WideSum sum) {
        addWide(sum, laneSums, laneSums.length);
        Arrays.fill(laneSums, 0);
        batchesInLanes = 0;
    }

    private long addOneByOne(long start, int n, WideSum sum) {
        long index = start;
        for (; index < Math.min(start + n, pacer.end()); index++) {
            pacer.at(index);
            try {
                sum.add(evaluator.exact(from + index));
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
