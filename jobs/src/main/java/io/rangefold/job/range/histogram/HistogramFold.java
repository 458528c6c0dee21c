package io.rangefold.job.range.histogram;

import io.rangefold.job.BadInputException;
import io.rangefold.job.JobResult;
import io.rangefold.job.PartialType;
import io.rangefold.job.range.fold.Accumulator;
import io.rangefold.job.range.fold.RepeatableFold;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How often each value occurs, for up to {@link Histogram#MAX_VALUES} values. */
final class HistogramFold implements RepeatableFold<Histogram> {
    private static final HistogramPartials PARTIALS = new HistogramPartials();

    @Override
    public PartialType<Histogram> partials() {
        return PARTIALS;
    }

    @Override
    public Histogram single(long index, BigInteger value) {
        return new Histogram(new BigInteger[] {value}, new long[] {1}, false);
    }

    @Override
    public Accumulator<Histogram> newAccumulator() {
        return new Counter();
    }

    @Override
    public Histogram repeated(Histogram period, long times) {
        long[] counts = Arrays.stream(period.counts())
                .map(count -> Math.multiplyExact(count, times))
                .toArray();
        return new Histogram(period.values(), counts, period.isTooLarge());
    }

    @Override
    public JobResult result(Histogram merged, long from) {
        if (merged.isTooLarge()) {
            throw new BadInputException(
                    "the expression has more than " + Histogram.MAX_VALUES
                            + " distinct values over this range, or such long ones that they take more than "
                            + Histogram.MAX_VALUE_BYTES + " bytes",
                    "--expr",
                    "make classes of them, as in EXPR / 1000 or EXPR % 1000");
        }
        return new HistogramResult(merged);
    }

    private static final class Counter implements Accumulator<Histogram> {
        private final ValueTable words = new ValueTable();
        private final Map<BigInteger, Long> wides = new TreeMap<>();
        private long wideBytes;

        @Override
        public void add(long index, long[] values, int n) {
            for (int k = 0; k < n; k++) {
                words.add(values[k]);
            }
        }

        @Override
        public void add(long index, BigInteger value) {
            if (value.bitLength() < Long.SIZE) {
                words.add(value.longValue());
            } else if (wides.merge(value, 1L, Long::sum) == 1) {
                wideBytes += Histogram.bytes(value);
            }
        }

        /** By more values than are allowed, a batch of them at most. */
        @Override
        public boolean isSated() {
            return words.size() + wides.size() > Histogram.MAX_VALUES || wideBytes > Histogram.MAX_VALUE_BYTES;
        }

        @Override
        public Histogram partial() {
            return PARTIALS.merge(ofWords(), ofWides());
        }

        private Histogram ofWords() {
            long[] values = words.values();
            return new Histogram(
                            Arrays.stream(values).mapToObj(BigInteger::valueOf).toArray(BigInteger[]::new),
                            Arrays.stream(values).map(words::count).toArray(),
                            false)
                    .bounded();
        }

        private Histogram ofWides() {
            return new Histogram(
                            wides.keySet().toArray(BigInteger[]::new),
                            wides.values().stream().mapToLong(Long::longValue).toArray(),
                            false)
                    .bounded();
        }
    }
}
