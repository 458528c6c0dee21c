package io.rangefold.job.prime;

import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import java.math.BigInteger;
import java.util.concurrent.TimeUnit;

/** Evaluates the formula at both ends of the range: all of it is one index. */
record FormulaStage(PrimeSpec spec) implements Stage<BigInteger> {
    @Override
    public long items() {
        return 1;
    }

    @Override
    public PartialType<BigInteger> partials() {
        return new TotalPartials();
    }

    @Override
    public Kernel<BigInteger> newKernel() {
        return (low, high, context) ->
                spec.quantity().between(spec.range().from(), spec.range().to(), () -> context.poll(low));
    }

    @Override
    public String kernelName() {
        return "combinatorial, both ends";
    }

    @Override
    public long nanosPerItemGuess() {
        return TimeUnit.SECONDS.toNanos(1);
    }
}
