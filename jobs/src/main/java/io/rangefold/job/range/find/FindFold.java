package io.rangefold.job.range.find;

import io.rangefold.job.JobResult;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import io.rangefold.job.expression.compile.ExactSum;
import io.rangefold.job.range.fold.Accumulator;
import io.rangefold.job.range.fold.CompiledValues;
import io.rangefold.job.range.fold.RangeFold;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;

/** The smallest indices whose value is not 0. Evaluates nothing behind the last one that is wanted. */
final class FindFold implements RangeFold<long[]> {
    private final int limit;
    private final MatchPartials partials;

    /** @param limit how many are wanted, at least 1 */
    FindFold(int limit) {
        this.limit = limit;
        this.partials = new MatchPartials(limit);
    }

    @Override
    public PartialType<long[]> partials() {
        return partials;
    }

    @Override
    public long[] single(long index, BigInteger value) {
        return value.signum() == 0 ? partials.identity() : new long[] {index};
    }

    @Override
    public Accumulator<long[]> newAccumulator() {
        return new Collector(limit);
    }

    @Override
    public Stage.Order order() {
        return Stage.Order.LOWEST_FIRST;
    }

    @Override
    public Map<String, String> arguments() {
        return Map.of(RangeFindKind.LIMIT, Integer.toString(limit));
    }

    @Override
    public JobResult result(long[] merged, long from) {
        return new MatchesResult(merged, from);
    }

    private static final class Collector implements Accumulator<long[]> {
        private static final int FIRST_CAPACITY = 16;

        private final int limit;
        private long[] matches = new long[FIRST_CAPACITY];
        private int count;

        Collector(int limit) {
            this.limit = limit;
        }

        /** Counts first: where nothing matches, no single value is looked at. */
        @Override
        public long addCompiled(long index, long n, CompiledValues compiled) {
            ExactSum matching = new ExactSum();
            boolean counted = compiled.count(index, n, matching) == n;
            return counted && matching.total().signum() == 0 ? n : Accumulator.super.addCompiled(index, n, compiled);
        }

        @Override
        public void add(long index, long[] values, int n) {
            for (int k = 0; k < n && count < limit; k++) {
                if (values[k] != 0) {
                    append(index + k);
                }
            }
        }

        @Override
        public void add(long index, BigInteger value) {
            if (value.signum() != 0) {
                append(index);
            }
        }

        private void append(long index) {
            if (count == matches.length) {
                matches = Arrays.copyOf(matches, (int) Math.min(limit, 2L * count));
            }
            matches[count++] = index;
        }

        @Override
        public boolean isSated() {
            return count == limit;
        }

        @Override
        public long[] partial() {
            return Arrays.copyOf(matches, count);
        }
    }
}
