package io.rangefold.job.range.extreme;

import io.rangefold.job.Arguments;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import io.rangefold.job.range.ArgumentsCodec;

/** {@code range-min}: the least value of an expression over a range, and the smallest {@code i} that has it. */
public final class RangeMinKind implements JobKind {
    private static final KindDescription DESCRIPTION = ExtremeJobs.description("range-min", Side.LEAST);

    @Override
    public KindDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Job parse(Arguments arguments) {
        return ExtremeJobs.parse(arguments, DESCRIPTION, Side.LEAST);
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        return parse(ArgumentsCodec.decode(spec));
    }
}
