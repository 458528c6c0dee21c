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

    /** Roots that are the powers of the offset, from the first on, as a polynomial in {@code i} needs them. */
    static Weights of(IndexPolynomial polynomial, BigInteger radius) {
        boolean fits = Arrays.stream(polynomial.boundWithin(radius).coefficients())
                .allMatch(bound -> bound.bitLength() < Long.SIZE);
        return fits ? new LongPowers(polynomial) : new WidePowers(polynomial);
    }

    /** Where the coefficients of the polynomial in the offset fit 64 bits. */
    final class LongPowers implements Weights {
        private final long[] coefficients;

        private LongPowers(IndexPolynomial polynomial) {
            coefficients = Arrays.stream(polynomial.coefficients())
                    .mapToLong(BigInteger::longValueExact)
                    .toArray();
        }

        @Override
        public void add(long start, int length, long[] sums, ExactSum total) {
            long[] shifted = coefficients.clone();
            int degree = shifted.length - 1;
            for (int round = 0; round < degree; round++) {
                for (int power = degree - 1; power >= round; power--) {
                    shifted[power] += shifted[power + 1] * start;
                }
            }
            total.add(shifted[0], length);
            for (int power = 1; power <= degree; power++) {
                total.add(shifted[power], sums[power - 1]);
            }
        }
    }

    /** Where they do not. */
    record WidePowers(IndexPolynomial polynomial) implements Weights {
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
