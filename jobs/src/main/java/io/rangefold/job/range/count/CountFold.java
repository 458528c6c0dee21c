package io.rangefold.job.range.count;

import io.rangefold.job.JobResult;
import io.rangefold.job.PartialType;
import io.rangefold.job.expression.compile.ExactSum;
import io.rangefold.job.range.Accumulator;
import io.rangefold.job.range.CompiledValues;
import io.rangefold.job.range.RepeatableFold;
import java.math.BigInteger;

/** The number of values that are not 0. */
final class CountFold implements RepeatableFold<Long> {
    private static final CountPartials PARTIALS = new CountPartials();

    @Override
    public PartialType<Long> partials() {
        return PARTIALS;
    }

    @Override
    public Long single(long index, BigInteger value) {
        return value.signum() == 0 ? 0L : 1L;
    }

    @Override
    public Accumulator<Long> newAccumulator() {
        return new Counter();
    }

    @Override
    public Long repeated(Long period, long times) {
        return Math.multiplyExact(period, times);
    }

    @Override
    public JobResult result(Long merged, long from) {
        return new CountResult(merged);
    }

    private static final class Counter implements Accumulator<Long> {
        private long count;
        private final ExactSum counted = new ExactSum();

        @Override
        public long addCompiled(long index, long n, CompiledValues compiled) {
            return compiled.count(index, n, counted);
        }

        @Override
        public void add(long index, long[] values, int n) {
            long holding = 0;
            for (int k = 0; k < n; k++) {
                // The sign bit of v | -v is set where v is not 0: no branch, so that the loop may become vector code.
                holding += (values[k] | -values[k]) >>> 63;
            }
            count += holding;
        }

        @Override
        public void add(long index, BigInteger value) {
            count += value.signum() & 1;
        }

        @Override
        public Long partial() {
            return count + counted.total().longValueExact();
        }
    }
}
