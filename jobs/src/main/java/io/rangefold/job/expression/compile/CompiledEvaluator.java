package io.rangefold.job.expression.compile;

import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.lanes.BatchEvaluator;
import java.math.BigInteger;
import java.util.Optional;

/**
 * Evaluates an expression over batches of neighbouring {@code i}, exactly: by code compiled for it, where there is none by
 * {@link BatchEvaluator}, whose contract it keeps. Used by one thread at a time.
 */
public final class CompiledEvaluator {
    /** The most {@code i} of a batch. */
    public static final int MAX_BATCH = BatchEvaluator.MAX_BATCH;

    private final CompiledFold compiled;
    private final BatchEvaluator evaluator;

    /**
     * @param first the least {@code i} that is ever asked for
     * @param last the greatest
     */
    public CompiledEvaluator(Node root, long first, long last, WorkMeter meter) {
        this.compiled = new CompiledFold(root, Fold.VALUES, first, last, meter);
        this.evaluator = new BatchEvaluator(root, first, last, meter);
    }

    /** Makes use of all {@code i} being within {@code [first, last]} until the next call. */
    public void narrow(long first, long last) {
        compiled.narrow(first, last);
        evaluator.narrow(first, last);
    }

    /**
     * The values at {@code first} and the {@code n - 1} integers behind it, in the first {@code n} places; not to be written
     * to, and valid until the next call. Empty if some value does not exist or fit.
     */
    public Optional<long[]> batch(long first, int n) {
        Optional<long[]> values = compiled.values(first, n);
        return values.isPresent() ? values : evaluator.batch(first, n);
    }

    /**
     * The value at {@code i}, of any size.
     *
     * @throws io.rangefold.job.expression.EvaluationException if there is none
     */
    public BigInteger exact(long i) {
        return evaluator.exact(i);
    }

    /** Which code runs, for people; nothing if none was compiled. */
    public Optional<String> describe() {
        return compiled.describe();
    }
}
