package io.rangefold.job.expression.lanes;

import io.rangefold.job.expression.EvaluationException;
import io.rangefold.job.expression.Node;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.function.LaneFailure;
import io.rangefold.job.expression.source.LaneSources;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;

/**
 * Evaluates an expression over batches of neighbouring {@code i}, exactly. Used by one thread at a time.
 *
 * <p>A batch runs in 64-bit lanes; if some lane has no value or none that fits, there is no outcome, and the caller takes
 * the values one by one from {@link #exact}. Where batches fail again and again, they are tried more and more seldom.
 */
public final class BatchEvaluator {
    /** The most {@code i} of a batch. */
    public static final int MAX_BATCH = LaneNode.MAX_LANES;

    private static final long[] OFFSETS = new long[MAX_BATCH];

    static {
        Arrays.setAll(OFFSETS, k -> k);
    }

    private static final int MAX_SKIPPED_BATCHES = 64;

    private final Node root;
    private final WorkMeter meter;
    private final ExactEvaluator exact;
    private final LaneSources sources;
    private final long[] index = new long[MAX_BATCH];
    private LaneNode lanes;
    private long compiledFirst;
    private long compiledLast;
    private boolean needsChecks;
    private int skippedBatches;
    private int batchesToSkip;

    /**
     * @param first the least {@code i} that is ever asked for
     * @param last the greatest
     */
    public BatchEvaluator(Node root, long first, long last, WorkMeter meter) {
        this.root = root;
        this.meter = meter;
        this.exact = new ExactEvaluator(root, meter);
        this.sources = new LaneSources(first, last, meter);
        this.compiledFirst = first;
        this.compiledLast = last;
        this.lanes = compile();
    }

    /**
     * Makes use of all {@code i} being within {@code [first, last]} until the next call: fewer operators may need checks.
     * Costs some microseconds, or nothing if it would not help.
     */
    public void narrow(long first, long last) {
        boolean covered = compiledFirst <= first && last <= compiledLast;
        if (!covered || needsChecks) {
            compiledFirst = first;
            compiledLast = last;
            lanes = compile();
        }
        skippedBatches = 0;
        batchesToSkip = 0;
    }

    /** What the value lies within, if it exists: the greatest absolute value, or nothing if that is beyond 64 bits. */
    public Optional<Long> magnitude() {
        Interval interval = lanes.interval();
        return !interval.isWide() && interval.magnitude().bitLength() < Long.SIZE
                ? Optional.of(interval.magnitude().longValue())
                : Optional.empty();
    }

    /**
     * The values at {@code first} and the {@code n - 1} integers behind it, in the first {@code n} places; not to be
     * written to, and valid until the next call. Empty if some value does not exist or fit.
     */
    public Optional<long[]> batch(long first, int n) {
        if (skippedBatches < batchesToSkip) {
            skippedBatches++;
            return Optional.empty();
        }
        LaneLoops.add(OFFSETS, first, index, n);
        try {
            long[] values = lanes.evaluate(index, n);
            batchesToSkip = 0;
            return Optional.of(values);
        } catch (LaneFailure e) {
            skippedBatches = 0;
            batchesToSkip = Math.min(2 * batchesToSkip + 1, MAX_SKIPPED_BATCHES);
            return Optional.empty();
        }
    }

    /**
     * The value at {@code i}, of any size.
     *
     * @throws EvaluationException if there is none
     */
    public BigInteger exact(long i) {
        return exact.evaluate(i);
    }

    private LaneNode compile() {
        LaneCompiler compiler = new LaneCompiler(Interval.of(compiledFirst, compiledLast), sources, meter);
        LaneNode compiled = compiler.compile(root);
        needsChecks = compiler.needsChecks();
        return compiled;
    }
}
