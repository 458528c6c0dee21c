package io.rangefold.job.expression.compile;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A polynomial in {@code i} with integer coefficients, as kernels need it. What proves sums has one of its own.
 *
 * @param coefficients by power, from the constant on; at least one; not to be written to
 */
record IndexPolynomial(BigInteger... coefficients) {
    /** Higher degrees and larger coefficients are no polynomials here. */
    private static final int MAX_DEGREE = 32;

    private static final int MAX_BITS = 1_024;

    static IndexPolynomial constant(BigInteger value) {
        return new IndexPolynomial(value);
    }

    static IndexPolynomial index() {
        return new IndexPolynomial(BigInteger.ZERO, BigInteger.ONE);
    }

    int degree() {
        return coefficients.length - 1;
    }

    BigInteger coefficient(int power) {
        return power < coefficients.length ? coefficients[power] : BigInteger.ZERO;
    }

    /** Whether it is small enough to be worked with. */
    boolean isBounded() {
        return degree() <= MAX_DEGREE && Arrays.stream(coefficients).allMatch(c -> c.bitLength() <= MAX_BITS);
    }

    IndexPolynomial plus(IndexPolynomial other) {
        BigInteger[] sum = new BigInteger[Math.max(coefficients.length, other.coefficients.length)];
        Arrays.setAll(sum, power -> coefficient(power).add(other.coefficient(power)));
        return trimmed(sum);
    }

    IndexPolynomial negated() {
        return new IndexPolynomial(
                Arrays.stream(coefficients).map(BigInteger::negate).toArray(BigInteger[]::new));
    }

    IndexPolynomial times(IndexPolynomial other) {
        BigInteger[] product = new BigInteger[degree() + other.degree() + 1];
        Arrays.fill(product, BigInteger.ZERO);
        for (int a = 0; a <= degree(); a++) {
            for (int b = 0; b <= other.degree(); b++) {
                product[a + b] = product[a + b].add(coefficients[a].multiply(other.coefficients[b]));
            }
        }
        return trimmed(product);
    }

    /** The same values at {@code x - base}: by Horner's rule, repeated (Knuth, TAOCP 2, 4.6.4). */
    IndexPolynomial shiftedTo(BigInteger base) {
        BigInteger[] c = coefficients.clone();
        for (int round = 0; round < degree(); round++) {
            for (int power = degree() - 1; power >= round; power--) {
                c[power] = c[power].add(c[power + 1].multiply(base));
            }
        }
        return new IndexPolynomial(c);
    }

    /** A polynomial of which each coefficient is at least as great as any of {@code shiftedTo(x)}, |x| up to the radius. */
    IndexPolynomial boundWithin(BigInteger radius) {
        return new IndexPolynomial(
                        Arrays.stream(coefficients).map(BigInteger::abs).toArray(BigInteger[]::new))
                .shiftedTo(radius);
    }

    /** The value at {@code x}. */
    BigInteger at(BigInteger x) {
        BigInteger value = BigInteger.ZERO;
        for (int power = degree(); power >= 0; power--) {
            value = value.multiply(x).add(coefficients[power]);
        }
        return value;
    }

    private static IndexPolynomial trimmed(BigInteger... coefficients) {
        int size = coefficients.length;
        while (size > 1 && coefficients[size - 1].signum() == 0) {
            size--;
        }
        return new IndexPolynomial(Arrays.copyOf(coefficients, size));
    }
}
