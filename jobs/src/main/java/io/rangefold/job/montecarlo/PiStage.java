package io.rangefold.job.montecarlo;

import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import java.util.Optional;

/** Index i is sample i. */
record PiStage(PiSpec spec) implements Stage<Hits> {
    @Override
    public long items() {
        return spec.samples();
    }

    @Override
    public PartialType<Hits> partials() {
        return new HitsType(spec);
    }

    @Override
    public Kernel<Hits> newKernel() {
        return new PiKernel(spec);
    }

    @Override
    public Optional<Kernel<Hits>> newReferenceKernel() {
        return Optional.of(new PlainPiKernel(spec));
    }

    @Override
    public String kernelName() {
        return "SplitMix64 by counter, 31-bit cells";
    }

    /** It is less, but nothing less can be said. */
    @Override
    public long nanosPerItemGuess() {
        return 1;
    }
}
