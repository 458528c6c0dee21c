package io.rangefold.job.range.extreme;

import io.rangefold.job.Arguments;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import io.rangefold.job.range.ArgumentsCodec;

/** {@code range-max}: the greatest value of an expression over a range, and the smallest {@code i} that has it. */
public final class RangeMaxKind implements JobKind {
    private static final KindDescription DESCRIPTION = ExtremeJobs.description("range-max", Side.GREATEST);

    @Override
    public KindDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Job parse(Arguments arguments) {
        return ExtremeJobs.parse(arguments, DESCRIPTION, Side.GREATEST);
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        return parse(ArgumentsCodec.decode(spec));
    }
}
