package io.rangefold.job.range.count;

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

/** {@code range-count}: how many integers of a range satisfy a condition. */
public final class RangeCountKind implements JobKind {
    private static final KindDescription DESCRIPTION = new KindDescription(
            "range-count",
            "how many integers of a range satisfy a condition",
            "",
            List.of(
                    RangeArguments.FROM,
                    RangeArguments.TO,
                    RangeArguments.expression("CONDITION", "what is to hold, as in isprime(i) or i%7 == 3"),
                    FastMethods.FAST),
            List.of(
                    "range-count --from 0 --to 10^6 --expr 'isprime(i)'",
                    "range-count --from 1 --to 1e7 --expr '(i*i + 3*i) % 1000003 == 7'"),
            "");

    @Override
    public KindDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Job parse(Arguments arguments) {
        RangeArguments.refuseUnknown(arguments, DESCRIPTION);
        return FoldJob.parse(arguments, new CountFold());
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        return parse(ArgumentsCodec.decode(spec));
    }
}
