package io.rangefold.job.range.fold;

import io.rangefold.job.expression.Expression;
import io.rangefold.job.expression.WorkMeter;
import io.rangefold.job.expression.compile.CompiledFold;
import io.rangefold.job.expression.compile.ExactSum;
import io.rangefold.job.expression.compile.Fold;
import io.rangefold.job.expression.compile.LaneMath;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * An expression's values over stretches of indices, by code compiled for each way of asking. Every answer may be missing:
 * where a value does not exist or fit, and where there is no code. Used by one thread at a time.
 */
public final class CompiledValues {
    /** The most values that {@link #batch} gives at once. */
    public static final int MAX_BATCH = LaneMath.LANES;

    private final Expression expression;
    private final long from;
    private final long count;
    private final WorkMeter meter;
    private final Map<Fold, CompiledFold> folds = new EnumMap<>(Fold.class);
    private long low;
    private long high;

    /**
     * @param from the {@code i} of index 0
     * @param count the number of indices, at least 1
     * @param meter is told of work that takes long
     */
    CompiledValues(Expression expression, long from, long count, WorkMeter meter) {
        this.expression = expression;
        this.from = from;
        this.count = count;
        this.meter = meter;
    }

    /** Makes use of all indices being within {@code [low, high)} until the next call. */
    void narrow(long low, long high) {
        this.low = low;
        this.high = high;
        folds.values().forEach(this::narrow);
    }

    private void narrow(CompiledFold fold) {
        fold.narrow(from + low, from + (high - 1));
    }

    /** Adds the values of {@code n} indices from {@code index} on to {@code sum}, or those of fewer; says of how many. */
    public long sum(long index, long n, ExactSum sum) {
        return fold(Fold.SUM).sum(from + index, n, sum);
    }

    /** Adds 1 to {@code sum} for each value that is not 0, as {@link #sum} adds values. */
    public long count(long index, long n, ExactSum sum) {
        return fold(Fold.COUNT).sum(from + index, n, sum);
    }

    /** The least of the values of {@code n} indices from {@code index} on, {@code n >= 1}. */
    public Optional<Long> least(long index, long n) {
        return fold(Fold.MIN).extreme(from + index, n);
    }

    /** The greatest. */
    public Optional<Long> greatest(long index, long n) {
        return fold(Fold.MAX).extreme(from + index, n);
    }

    /**
     * The values of {@code n} indices from {@code index} on, in the first places; valid until the next call.
     *
     * @param n 1 to {@link #MAX_BATCH}
     */
    public Optional<long[]> batch(long index, int n) {
        return fold(Fold.VALUES).values(from + index, n);
    }

    private CompiledFold fold(Fold fold) {
        CompiledFold known = folds.get(fold);
        if (known != null) {
            return known;
        }
        CompiledFold fresh = new CompiledFold(expression.root(), fold, from, from + (count - 1), meter);
        narrow(fresh);
        folds.put(fold, fresh);
        return fresh;
    }

    /** Which code ran, for people; nothing if none did. */
    Optional<String> describe() {
        return folds.values().stream()
                .map(CompiledFold::describe)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
