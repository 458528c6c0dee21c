package io.rangefold.job.montecarlo;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import java.math.BigInteger;
import java.util.SplittableRandom;

/** Throws one point after the other, by the JDK's own generator and integers of any size; what audits compare with. */
record PlainPiKernel(PiSpec spec) implements Kernel<Hits> {
    private static final BigInteger LIMIT = BigInteger.TWO.pow(2 * (Quarter.BITS + 1));
    private static final int SAMPLES_PER_POLL = 1000;

    @Override
    public Hits compute(long low, long high, KernelContext context) {
        Hits hits = new Hits(spec.blocks());
        // The JDK's generator adds gamma, and mixes: so does ours.
        SplittableRandom numbers = new SplittableRandom(CounterRandom.start(spec.seed()) + low * CounterRandom.GAMMA);
        long end = high;
        for (long i = low; i < end; i++) {
            if (i % SAMPLES_PER_POLL == 0) {
                end = Math.min(end, context.poll(i));
            }
            hits.add(spec.blockOf(i), 1, isHit(numbers.nextLong()) ? 1 : 0);
        }
        return hits;
    }

    /** In units of half a cell. */
    private static boolean isHit(long number) {
        BigInteger x = BigInteger.valueOf(2 * (number >>> (Long.SIZE - Quarter.BITS)) + 1);
        BigInteger y = BigInteger.valueOf(2 * (number & Quarter.LOW_BITS) + 1);
        return x.pow(2).add(y.pow(2)).compareTo(LIMIT) < 0;
    }
}
