package io.rangefold.job.range.find;

import io.rangefold.job.Arguments;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import io.rangefold.job.KindDescription.Option;
import io.rangefold.job.KindDescription.OptionType;
import io.rangefold.job.range.ArgumentsCodec;
import io.rangefold.job.range.RangeArguments;
import io.rangefold.job.range.job.FoldJob;
import io.rangefold.job.text.NumberLiteral;
import java.util.List;

/** {@code range-find}: the smallest integers of a range that satisfy a condition; stops once it has them. */
public final class RangeFindKind implements JobKind {
    static final String LIMIT = "limit";

    private static final String DEFAULT_LIMIT = "1";
    private static final int MAX_LIMIT = 1_000_000;

    private static final KindDescription DESCRIPTION = new KindDescription(
            "range-find",
            "the smallest integers of a range that satisfy a condition; stops once it has them",
            "",
            List.of(
                    RangeArguments.FROM,
                    RangeArguments.TO,
                    RangeArguments.expression("CONDITION", "what is to hold, as in collatz(i) > 500"),
                    new Option(LIMIT, OptionType.TEXT, "N", false, DEFAULT_LIMIT, "how many are wanted, at most 10^6")),
            List.of(
                    "range-find --from 1 --to 10^12 --expr 'collatz(i) > 500'",
                    "range-find --from 10^9 --to 10^10 --expr 'isprime(i) && isprime(i+2)' --limit 100"),
            MatchesResult.MATCHES);

    @Override
    public KindDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Job parse(Arguments arguments) {
        RangeArguments.refuseUnknown(arguments, DESCRIPTION);
        long limit = NumberLiteral.parse(arguments.option(LIMIT).orElse(DEFAULT_LIMIT), "--" + LIMIT, 1, MAX_LIMIT);
        return FoldJob.parse(arguments, new FindFold((int) limit));
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        return parse(ArgumentsCodec.decode(spec));
    }
}
