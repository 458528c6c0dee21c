package io.rangefold.job.range.sum;

import io.rangefold.job.JobResult;
import io.rangefold.job.PartialType;
import io.rangefold.job.expression.compile.ExactSum;
import io.rangefold.job.range.fold.Accumulator;
import io.rangefold.job.range.fold.CompiledValues;
import io.rangefold.job.range.fold.RepeatableFold;
import java.math.BigInteger;

/** The sum of the values. */
final class SumFold implements RepeatableFold<BigInteger> {
    private static final SumPartials PARTIALS = new SumPartials();

    @Override
    public PartialType<BigInteger> partials() {
        return PARTIALS;
    }

    @Override
    public BigInteger single(long index, BigInteger value) {
        return value;
    }

    @Override
    public Accumulator<BigInteger> newAccumulator() {
        return new Adder();
    }

    @Override
    public BigInteger repeated(BigInteger period, long times) {
        return period.multiply(BigInteger.valueOf(times));
    }

    @Override
    public JobResult result(BigInteger merged, long from) {
        return new SumResult(merged);
    }

    private static final class Adder implements Accumulator<BigInteger> {
        private final ExactSum sum = new ExactSum();

        @Override
        public long addCompiled(long index, long n, CompiledValues compiled) {
            return compiled.sum(index, n, sum);
        }

        @Override
        public void add(long index, long[] values, int n) {
            for (int k = 0; k < n; k++) {
                sum.add(values[k]);
            }
        }

        @Override
        public void add(long index, BigInteger value) {
            sum.add(value);
        }

        @Override
        public BigInteger partial() {
            return sum.total();
        }
    }
}
