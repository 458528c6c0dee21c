package io.rangefold.job.expression.compile;

import java.math.BigInteger;

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
    record Relative(IndexPolynomial polynomial) implements Weights {
        @Override
        public void add(long start, int length, long[] sums, ExactSum total) {
            total.add(sums[0]);
            if (polynomial.isIndex()) {
                total.add(start, length);
            } else {
                total.add(polynomial.at(BigInteger.valueOf(start)).multiply(BigInteger.valueOf(length)));
            }
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
