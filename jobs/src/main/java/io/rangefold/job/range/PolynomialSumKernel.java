package io.rangefold.job.range;

import io.rangefold.job.Kernel;
import io.rangefold.job.KernelContext;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Sums a polynomial with integer coefficients, by computing its value at every single integer. A bound on the values of the
 * stride decides how:
 *
 * <ul>
 *   <li>in 64 bits, where the values are so small that a lane takes 32 of them;
 *   <li>in 64 bits relative to the value at the start of a block of 2^16 integers, where these differences are so small;
 *   <li>modulo 2^64 and modulo as many numbers near 2^56 as the sum has bits; the sum follows by the Chinese remainder
 *       theorem (Knuth, TAOCP 2, 4.3.2).
 * </ul>
 */
final class PolynomialSumKernel implements Kernel<BigInteger> {
    /** Lanes take 32 values up to this without overflow. */
    private static final int MAX_VALUE_BITS = 58;

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
        BigInteger radius = radius(from + low, from + (high - 1));
        BigInteger bound = polynomial.bound(radius);
        if (bound.bitLength() <= MAX_VALUE_BITS) {
            return direct(low, stepsPerFlush(bound));
        }
        BigInteger relativeBound = relativeBound(radius);
        if (relativeBound.bitLength() <= MAX_VALUE_BITS) {
            return relative(low, stepsPerFlush(relativeBound));
        }
        return modular(low, high, radius);
    }

    /** How the kernel would compute these integers. */
    String name(long first, long last) {
        BigInteger radius = radius(first, last);
        String how = polynomial.bound(radius).bitLength() <= MAX_VALUE_BITS
                ? "64-bit lanes"
                : relativeBound(radius).bitLength() <= MAX_VALUE_BITS
                        ? "64-bit lanes relative to blocks"
                        : "64-bit lanes modulo 2^64 and more";
        return "polynomial of degree " + polynomial.degree() + ", " + how;
    }

    private static BigInteger radius(long first, long last) {
        return BigInteger.valueOf(first).abs().max(BigInteger.valueOf(last).abs());
    }

    /** A bound on {@code |p(x + t) - p(x)|} for {@code |x| <= radius} and t within a block. */
    private BigInteger relativeBound(BigInteger radius) {
        List<BigInteger> magnitudes =
                polynomial.coefficients().stream().map(BigInteger::abs).toList();
        return new Polynomial(magnitudes).shiftedTo(radius).withoutConstant().at(BigInteger.valueOf(BLOCK));
    }

    /** How many values of that size a lane takes. */
    private static long stepsPerFlush(BigInteger bound) {
        return Long.MAX_VALUE / Math.max(1, bound.longValueExact());
    }

    private BigInteger direct(long low, long stepsPerFlush) {
        HornerLanes lanes = new HornerLanes(polynomial.wrapped());
        BigInteger sum = BigInteger.ZERO;
        long index = low;
        while (index < pacer.end()) {
            long n = Math.min(4 * BLOCK, pacer.end() - index);
            sum = sum.add(blockSum(lanes, from + index, n, stepsPerFlush));
            index += n;
            tick(index, n);
        }
        return sum;
    }

    private BigInteger relative(long low, long stepsPerFlush) {
        BigInteger sum = BigInteger.ZERO;
        long index = low;
        while (index < pacer.end()) {
            long n = Math.min(BLOCK, pacer.end() - index);
            Polynomial shifted = polynomial.shiftedTo(BigInteger.valueOf(from + index));
            HornerLanes lanes = new HornerLanes(shifted.withoutConstant().wrapped());
            sum = sum.add(shifted.coefficient(0).multiply(BigInteger.valueOf(n)))
                    .add(blockSum(lanes, 0, n, stepsPerFlush));
            index += n;
            tick(index, n);
        }
        return sum;
    }

    /** The sum of the values at {@code [first, first + n)}. */
    private static BigInteger blockSum(HornerLanes lanes, long first, long n, long stepsPerFlush) {
        WideSum sum = new WideSum();
        long x = first;
        long steps = n / HornerLanes.LANES;
        while (steps > 0) {
            long some = Math.min(steps, stepsPerFlush);
            lanes.addSteps(x, some);
            lanes.flushInto(sum);
            x += some * HornerLanes.LANES;
            steps -= some;
        }
        lanes.add(x, (int) (n % HornerLanes.LANES));
        lanes.flushInto(sum);
        return sum.total();
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
