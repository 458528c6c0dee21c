package io.rangefold.job.factor;

import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;

/**
 * The first stage: index i is the i-th number of the list.
 *
 * @param numbers the list
 * @param divisors whether the divisors are wanted too
 */
record FactorStage(NumberList numbers, boolean divisors) implements Stage<FactorCounts> {

    @Override
    public long items() {
        return numbers.count();
    }

    @Override
    public PartialType<FactorCounts> partials() {
        return new FactorCountsType();
    }

    @Override
    public Kernel<FactorCounts> newKernel() {
        return new FactorKernel(numbers, divisors);
    }

    @Override
    public String kernelName() {
        return "trial division, Hart, elliptic curves";
    }

    @Override
    public long nanosPerItemGuess() {
        return 20_000;
    }

    /** Lanes are full of so many; they take 80 ms where numbers have 20 digits. */
    @Override
    public long leastStride() {
        return FactorBlock.SIZE / 2;
    }
}
