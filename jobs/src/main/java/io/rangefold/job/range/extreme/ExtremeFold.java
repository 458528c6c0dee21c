package io.rangefold.job.range.extreme;

import io.rangefold.job.JobResult;
import io.rangefold.job.PartialType;
import io.rangefold.job.range.Accumulator;
import io.rangefold.job.range.CompiledValues;
import io.rangefold.job.range.TurningFold;
import java.math.BigInteger;
import java.util.Optional;

/** The extreme of the values and the smallest index that has it; nothing over no values. */
final class ExtremeFold implements TurningFold<Optional<Extreme>> {
    private final Side side;
    private final ExtremePartials partials;

    ExtremeFold(Side side) {
        this.side = side;
        this.partials = new ExtremePartials(side);
    }

    @Override
    public PartialType<Optional<Extreme>> partials() {
        return partials;
    }

    @Override
    public Optional<Extreme> single(long index, BigInteger value) {
        return Optional.of(new Extreme(value, index));
    }

    @Override
    public Accumulator<Optional<Extreme>> newAccumulator() {
        return new Searcher(side);
    }

    @Override
    public Optional<Extreme> repeated(Optional<Extreme> period, long times) {
        return period;
    }

    @Override
    public long witness(Optional<Extreme> partial) {
        return partial.orElseThrow().index();
    }

    /** Ranges without integers are refused before anything is computed, so there is a value. */
    @Override
    public JobResult result(Optional<Extreme> merged, long from) {
        Extreme extreme = merged.orElseThrow();
        return new ExtremeResult(extreme.value(), from + extreme.index());
    }

    private static final class Searcher implements Accumulator<Optional<Extreme>> {
        private final Side side;
        private Optional<Extreme> best = Optional.empty();

        Searcher(Side side) {
            this.side = side;
        }

        /** Looks at single values only where one of them is beyond the best so far. */
        @Override
        public long addCompiled(long index, long n, CompiledValues compiled) {
            Optional<Long> extreme = side.of(compiled, index, n);
            return extreme.isEmpty() || isBeyondBest(BigInteger.valueOf(extreme.get()))
                    ? Accumulator.super.addCompiled(index, n, compiled)
                    : n;
        }

        @Override
        public void add(long index, long[] values, int n) {
            long extreme = side.of(values, n);
            if (isBeyondBest(BigInteger.valueOf(extreme))) {
                int k = 0;
                while (values[k] != extreme) {
                    k++;
                }
                best = Optional.of(new Extreme(BigInteger.valueOf(extreme), index + k));
            }
        }

        @Override
        public void add(long index, BigInteger value) {
            if (isBeyondBest(value)) {
                best = Optional.of(new Extreme(value, index));
            }
        }

        private boolean isBeyondBest(BigInteger value) {
            return best.isEmpty() || side.isBeyond(value, best.get().value());
        }

        @Override
        public Optional<Extreme> partial() {
            return best;
        }
    }
}
