package io.rangefold.job.expression.compile;

import java.math.BigInteger;
import java.util.Arrays;

/** What the sums of a program's roots over a block contribute to the sum of an expression's values. */
interface Weights {
    /** The only root is the expression. */
    Weights ONE = (start, length, sums, total) -> total.add(sums[0]);

    /** The roots are the lower 32 bits of the expression, not negative, and the rest of it. */
    Weights HALVES = (start, length, sums, total) -> {
        total.add(sums[0]);
        total.add(sums[1], 1L << Integer.SIZE);
    };

    /** Adds the block's part. */
    void add(long start, int length, long[] sums, ExactSum total);

    /** The only root is a polynomial's value less that at the start of the block. */
    static Weights relative(IndexPolynomial polynomial, BigInteger radius, long block) {
        BigInteger most = polynomial.boundWithin(radius).coefficient(0).multiply(BigInteger.valueOf(block));
        boolean fits = most.bitLength() < WideHorner.MAX_BITS
                && Arrays.stream(polynomial.coefficients()).allMatch(c -> c.bitLength() < Long.SIZE);
        return fits
                ? new WideHorner(polynomial)
                : (start, length, sums, total) -> {
                    total.add(sums[0]);
                    total.add(polynomial.at(BigInteger.valueOf(start)).multiply(BigInteger.valueOf(length)));
                };
    }

    /** The same in 128 bits, in some nanoseconds. */
    final class WideHorner implements Weights {
        private static final int MAX_BITS = 126;

        private final long[] coefficients;

        private WideHorner(IndexPolynomial polynomial) {
            coefficients = Arrays.stream(polynomial.coefficients())
                    .mapToLong(BigInteger::longValueExact)
                    .toArray();
        }

        @Override
        public void add(long start, int length, long[] sums, ExactSum total) {
            total.add(sums[0]);
            long high = 0;
            long low = 0;
            for (int power = coefficients.length - 1; power >= 0; power--) {
                high = highOfProduct(high, low, start);
                low *= start;
                long sum = low + coefficients[power];
                high += (coefficients[power] >> 63) + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
                low = sum;
            }
            total.addWide(highOfProduct(high, low, length), low * length);
        }

        /** Of a number of 128 bits and a signed factor, modulo 2^128. */
        private static long highOfProduct(long high, long low, long factor) {
            long unsigned = Math.multiplyHigh(low, factor) + (low < 0 ? factor : 0);
            return high * factor + unsigned;
        }
    }

    /** The roots are the powers of the offset, from the first to the polynomial's degree. */
    record Powers(IndexPolynomial polynomial) implements Weights {
        @Override
        public void add(long start, int length, long[] sums, ExactSum total) {
            IndexPolynomial shifted = polynomial.shiftedTo(BigInteger.valueOf(start));
            BigInteger sum = shifted.coefficient(0).multiply(BigInteger.valueOf(length));
            for (int power = 1; power <= polynomial.degree(); power++) {
                sum = sum.add(shifted.coefficient(power).multiply(BigInteger.valueOf(sums[power - 1])));
            }
            total.add(sum);
        }
    }
}
