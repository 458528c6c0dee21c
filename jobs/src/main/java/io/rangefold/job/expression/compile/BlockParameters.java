package io.rangefold.job.expression.compile;

import java.math.BigInteger;
import java.util.Arrays;

/** Numbers that a program needs anew for each block: what of the expression depends on where the block starts only. */
sealed interface BlockParameters {

    /** How many. */
    int count();

    /** Writes them for the block that starts at {@code start}, from {@code place} on. */
    void fill(long start, long[] parameters, int place);

    /** The first {@code i} of the block. */
    record Start() implements BlockParameters {
        @Override
        public int count() {
            return 1;
        }

        @Override
        public void fill(long start, long[] parameters, int place) {
            parameters[place] = start;
        }
    }

    /**
     * The coefficients, from the constant on and without the leading one, of the polynomial in the offset, modulo 2^64: exact
     * where they are known to fit.
     */
    record Coefficients(long... wrapped) implements BlockParameters {
        static Coefficients of(IndexPolynomial polynomial) {
            return new Coefficients(Arrays.stream(polynomial.coefficients())
                    .mapToLong(BigInteger::longValue)
                    .toArray());
        }

        @Override
        public int count() {
            return wrapped.length - 1;
        }

        @Override
        public void fill(long start, long[] parameters, int place) {
            int degree = wrapped.length - 1;
            System.arraycopy(wrapped, 0, parameters, place, degree);
            for (int round = 0; round < degree; round++) {
                long above = wrapped[degree];
                for (int power = degree - 1; power >= round; power--) {
                    above = parameters[place + power] + above * start;
                    parameters[place + power] = above;
                }
            }
        }
    }

    /** The coefficients, from the constant on and without the leading one, of the polynomial in the offset, modulo m. */
    record Residues(IndexPolynomial polynomial, long modulus) implements BlockParameters {
        private static final long MAX_FAST_MODULUS = 1L << 31;

        @Override
        public int count() {
            return polynomial.degree();
        }

        @Override
        public void fill(long start, long[] parameters, int place) {
            if (modulus > MAX_FAST_MODULUS) {
                IndexPolynomial shifted = polynomial.shiftedTo(BigInteger.valueOf(start));
                for (int power = 0; power < count(); power++) {
                    parameters[place + power] = residue(shifted.coefficient(power));
                }
                return;
            }
            int degree = count();
            for (int power = 0; power < degree; power++) {
                parameters[place + power] = residue(polynomial.coefficient(power));
            }
            long at = Math.floorMod(start, modulus);
            for (int round = 0; round < degree; round++) {
                long above = residue(polynomial.coefficient(degree));
                for (int power = degree - 1; power >= round; power--) {
                    above = (parameters[place + power] + above * at) % modulus;
                    parameters[place + power] = above;
                }
            }
        }

        private long residue(BigInteger x) {
            return x.mod(BigInteger.valueOf(modulus)).longValueExact();
        }
    }
}
