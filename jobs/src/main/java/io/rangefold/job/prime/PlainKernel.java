package io.rangefold.job.prime;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import java.math.BigInteger;
import java.util.List;

/** Looks at every integer of the range; what audits compare the sieve with. */
final class PlainKernel implements Kernel<BigInteger> {
    /** A test takes some 0.1 ms at most. */
    private static final int TESTS_PER_POLL = 50;

    private final PrimeSpec spec;

    PlainKernel(PrimeSpec spec) {
        this.spec = spec;
    }

    @Override
    public BigInteger compute(long low, long high, KernelContext context) {
        long from = spec.range().from();
        List<Integer> offsets = spec.constellation().offsets();
        PlainPrimes primes =
                PlainPrimes.of(from + high - 1, spec.constellation().reach());
        BigInteger total = BigInteger.ZERO;
        long end = high;
        for (long index = low; index < end; index++) {
            long p = from + index;
            if ((index - low) % TESTS_PER_POLL == 0) {
                end = Math.min(end, context.poll(index));
            }
            primes.moveTo(p);
            if (offsets.stream().allMatch(d -> primes.isPrime(p + d))) {
                total = total.add(spec.quantity() == Quantity.COUNT ? BigInteger.ONE : BigInteger.valueOf(p));
            }
        }
        return total;
    }
}
