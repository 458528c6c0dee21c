package io.rangefold.job.range.histogram;

import io.rangefold.job.Arguments;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import io.rangefold.job.range.ArgumentsCodec;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.job.FastMethods;
import io.rangefold.job.range.job.FoldJob;
import java.util.List;

/** {@code range-histogram}: how often each value of an expression occurs over a range; at most 10 000 distinct values. */
public final class RangeHistogramKind implements JobKind {
    private static final KindDescription DESCRIPTION = new KindDescription(
            "range-histogram",
            "how often each value of an expression occurs over a range; at most 10 000 distinct values",
            "",
            List.of(
                    RangeArguments.FROM,
                    RangeArguments.TO,
                    RangeArguments.expression("EXPR", "whose values are counted, as in i%10 or popcount(i)"),
                    FastMethods.FAST),
            List.of(
                    "range-histogram --from 0 --to 10^6 --expr 'popcount(i)'",
                    "range-histogram --from 1 --to 10^6 --expr 'collatz(i) / 100'"),
            "");

    @Override
    public KindDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Job parse(Arguments arguments) {
        RangeArguments.refuseUnknown(arguments, DESCRIPTION);
        return FoldJob.parse(arguments, new HistogramFold());
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        return parse(ArgumentsCodec.decode(spec));
    }
}
