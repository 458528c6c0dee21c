package io.rangefold.job.prime;

import io.rangefold.job.Arguments;
import io.rangefold.job.BlobSource;
import io.rangefold.job.Job;
import io.rangefold.job.JobKind;
import io.rangefold.job.KindDescription;
import java.util.List;

/** {@code prime-count}: how many primes or constellations of primes a range has. */
public final class PrimeCountKind implements JobKind {
    private static final KindDescription DESCRIPTION = new KindDescription(
            "prime-count",
            "how many primes, twins or other constellations of primes a range has",
            "",
            PrimeOptions.all(),
            List.of(
                    "prime-count --from 0 --to 1e9",
                    "prime-count --from 10^18 --to 1000000001000000000",
                    "prime-count --from 0 --to 1e9 --tuple 0,2",
                    "prime-count --from 0 --to 1e13 --method combinatorial"),
            "");

    @Override
    public KindDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Job parse(Arguments arguments) {
        return new PrimeJob(PrimeOptions.parse(Quantity.COUNT, arguments, DESCRIPTION));
    }

    @Override
    public Job decode(byte[] spec, BlobSource blobs) {
        return new PrimeJob(PrimeSpec.decode(Quantity.COUNT, spec));
    }
}
