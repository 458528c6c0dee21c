package io.rangefold.job.range.sum;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import io.rangefold.job.range.fold.Pacer;
import io.rangefold.job.range.proof.Polynomial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums a polynomial of high degree, by computing its value at every single integer: modulo 2^64 and modulo as many numbers
 * near 2^56 as the sum has bits. The sum follows by the Chinese remainder theorem (Knuth, TAOCP 2, 4.3.2).
 */
final class PolynomialSumKernel implements Kernel<BigInteger> {
    static final String NAME = "polynomial, 64-bit lanes modulo 2^64 and more";

    /** The integers of a block. */
    private static final long BLOCK = 1L << 16;

    private final Polynomial polynomial;
    private final long from;
    private final Pacer pacer = new Pacer();

    /** @param from the {@code i} of index 0 */
    PolynomialSumKernel(Polynomial polynomial, long from) {
        this.polynomial = polynomial;
        this.from = from;
    }

    @Override
    public BigInteger compute(long low, long high, KernelContext context) {
        pacer.begin(low, high, context);
        return modular(low, high, radius(from + low, from + (high - 1)));
    }

    private static BigInteger radius(long first, long last) {
        return BigInteger.valueOf(first).abs().max(BigInteger.valueOf(last).abs());
    }

    private BigInteger modular(long low, long high, BigInteger radius) {
        BigInteger bound = polynomial.bound(radius).multiply(BigInteger.valueOf(high - low));
        HornerLanes wrapping = new HornerLanes(polynomial.wrapped());
        List<ResidueLanes> residues = new ArrayList<>();
        for (long modulus : Moduli.forSumsOf(bound)) {
            ResidueLanes lanes = new ResidueLanes(polynomial, modulus);
            lanes.begin(from + low);
            residues.add(lanes);
        }
        BigInteger[] residueSums = new BigInteger[residues.size()];
        Arrays.fill(residueSums, BigInteger.ZERO);
        long index = low;
        while (index < pacer.end()) {
            long n = Math.min(BLOCK, pacer.end() - index);
            long steps = n / HornerLanes.LANES;
            int tail = (int) (n % HornerLanes.LANES);
            wrapping.addSteps(from + index, steps);
            wrapping.add(from + index + steps * HornerLanes.LANES, tail);
            for (int k = 0; k < residueSums.length; k++) {
                ResidueLanes lanes = residues.get(k);
                residueSums[k] = residueSums[k].add(lanes.advance(steps)).add(lanes.peek(tail));
            }
            index += n;
            tick(index, n * (1 + residueSums.length));
        }
        return Moduli.combine(wrapping.flush(), residueSums);
    }

    private void tick(long index, long work) {
        if (index < pacer.end()) {
            pacer.at(index);
            pacer.spend(work);
        }
    }
}
