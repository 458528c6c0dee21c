package io.rangefold.job.prime;

import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import java.math.BigInteger;
import java.util.Optional;

/** Finds every prime: index k means {@code p = from + k}. */
record SieveStage(PrimeSpec spec) implements Stage<BigInteger> {
    @Override
    public long items() {
        return spec.range().items();
    }

    @Override
    public PartialType<BigInteger> partials() {
        return new TotalPartials();
    }

    @Override
    public Kernel<BigInteger> newKernel() {
        return new SieveKernel(spec);
    }

    @Override
    public Optional<Kernel<BigInteger>> newReferenceKernel() {
        return Optional.of(new PlainKernel(spec));
    }

    @Override
    public String kernelName() {
        return spec.constellation().isSingle()
                ? "segmented sieve, wheel of 30"
                : "segmented sieve, wheel of 30, shifted flags";
    }

    /** It is less, but nothing less can be said. */
    @Override
    public long nanosPerItemGuess() {
        return 1;
    }

    /** All primes up to the square root, sieved and placed: some 0.8 ns an integer up to there. */
    @Override
    public long setUpNanos() {
        return (long) (0.8 * Math.sqrt(spec.range().to()));
    }
}
