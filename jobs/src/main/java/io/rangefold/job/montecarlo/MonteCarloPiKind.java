package io.rangefold.job.montecarlo;

import io.rangefold.job.Arguments;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import io.rangefold.job.range.ArgumentsCodec;
import java.util.List;

/** {@code monte-carlo-pi}: pi, by throwing points at a square. */
public final class MonteCarloPiKind implements JobKind {
    private static final KindDescription DESCRIPTION = new KindDescription(
            "monte-carlo-pi",
            "an estimate of pi from random points, the same digits on any number of slots",
            "",
            PiSpec.options(),
            List.of("monte-carlo-pi --samples 1e10", "monte-carlo-pi --samples 1e9 --seed 42"),
            "");

    @Override
    public KindDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Job parse(Arguments arguments) {
        return new PiJob(PiSpec.parse(arguments, DESCRIPTION));
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        return parse(ArgumentsCodec.decode(spec));
    }
}
