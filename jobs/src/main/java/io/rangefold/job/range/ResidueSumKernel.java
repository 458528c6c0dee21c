package io.rangefold.job.range;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import java.math.BigInteger;

/** Sums {@code p % m} for a polynomial p and a constant m; see {@link ResidueLanes}. */
final class ResidueSumKernel implements Kernel<BigInteger> {
    private static final long BLOCK = 128L * ResidueLanes.LANES;

    private final long from;
    private final ResidueLanes lanes;
    private final Pacer pacer = new Pacer();

    /**
     * @param modulus 1 to {@link ResidueLanes#MAX_MODULUS}
     * @param from the {@code i} of index 0
     */
    ResidueSumKernel(Polynomial polynomial, long modulus, long from) {
        this.from = from;
        this.lanes = new ResidueLanes(polynomial, modulus);
    }

    @Override
    public BigInteger compute(long low, long high, KernelContext context) {
        pacer.begin(low, high, context);
        lanes.begin(from + low);
        BigInteger sum = BigInteger.ZERO;
        long index = low;
        while (index < pacer.end()) {
            long n = Math.min(BLOCK, pacer.end() - index);
            sum = sum.add(lanes.advance(n / ResidueLanes.LANES)).add(lanes.peek((int) (n % ResidueLanes.LANES)));
            index += n;
            if (index < pacer.end()) {
                pacer.at(index);
                pacer.spend(n);
            }
        }
        return sum;
    }
}
