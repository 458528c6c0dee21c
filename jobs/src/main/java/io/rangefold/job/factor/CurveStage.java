package io.rangefold.job.factor;

import io.rangefold.job.Kernel;
import io.rangefold.job.PartialType;
import io.rangefold.job.Stage;
import java.math.BigInteger;
import java.util.List;

/**
 * A stage of curves: index i is curve {@code first + i / t} for target {@code i mod t} of t. What a curve does depends on its
 * number, level and target alone.
 *
 * @param targets odd composites, at least one
 * @param level index of the {@link CurveLevel}
 * @param first the first curve
 * @param curves how many for each target, at least 1
 */
record CurveStage(List<BigInteger> targets, int level, int first, int curves) implements Stage<CurveSplits> {

    @Override
    public long items() {
        return (long) curves * targets.size();
    }

    @Override
    public Order order() {
        return Order.LOWEST_FIRST;
    }

    @Override
    public PartialType<CurveSplits> partials() {
        return new CurveSplitsType(targets.size());
    }

    @Override
    public Kernel<CurveSplits> newKernel() {
        return new CurveKernel(this);
    }

    @Override
    public String kernelName() {
        return "elliptic curves, B1 = " + CurveLevel.ALL.get(level).b1();
    }

    @Override
    public long nanosPerItemGuess() {
        long limbs = 1 + targets.get(0).bitLength() / WideField.LIMB_BITS;
        return CurveLevel.ALL.get(level).multiplications() * (4 + 2 * limbs * limbs);
    }

    BigInteger targetOf(long index) {
        return targets.get((int) (index % targets.size()));
    }

    int curveOf(long index) {
        return first + (int) (index / targets.size());
    }

    /** The curve after the last of this stage. */
    int afterLast() {
        return first + curves;
    }
}
