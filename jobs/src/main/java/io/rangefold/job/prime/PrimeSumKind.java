package io.rangefold.job.prime;

import io.rangefold.job.Arguments;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import java.util.List;

/** {@code prime-sum}: the sum of the primes of a range, exact. */
public final class PrimeSumKind implements JobKind {
    private static final KindDescription DESCRIPTION = new KindDescription(
            "prime-sum",
            "the sum of the primes of a range, or of the first primes of constellations",
            "",
            PrimeOptions.all(),
            List.of(
                    "prime-sum --from 0 --to 1e9",
                    "prime-sum --from 0 --to 1e8 --tuple 0,2,6,8",
                    "prime-sum --from 0 --to 1e13 --method combinatorial"),
            "");

    @Override
    public KindDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Job parse(Arguments arguments) {
        return new PrimeJob(PrimeOptions.parse(Quantity.SUM, arguments, DESCRIPTION));
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        return new PrimeJob(PrimeSpec.decode(Quantity.SUM, spec));
    }
}
