package io.rangefold.job.range.proof;

import static java.math.BigInteger.ZERO;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A polynomial in one variable with integer coefficients.
 *
 * @param coefficients by power, from the constant on; the last is not 0, so the polynomial 0 has none
 */
public record Polynomial(List<BigInteger> coefficients) {
    static final Polynomial VARIABLE = of(ZERO, BigInteger.ONE);

    /** Drops leading zeros. */
    public Polynomial {
        int size = coefficients.size();
        while (size > 0 && coefficients.get(size - 1).signum() == 0) {
            size--;
        }
        coefficients = List.copyOf(coefficients.subList(0, size));
    }

    public static Polynomial of(BigInteger... coefficients) {
        return new Polynomial(Arrays.asList(coefficients));
    }

    /** The degree; 0 for constants, 0 itself among them. */
    public int degree() {
        return Math.max(0, coefficients.size() - 1);
    }

    boolean isConstant() {
        return degree() == 0;
    }

    /** The coefficient of that power, 0 beyond the degree. */
    public BigInteger coefficient(int power) {
        return power < coefficients.size() ? coefficients.get(power) : ZERO;
    }

    public Polynomial plus(Polynomial other) {
        List<BigInteger> sum = new ArrayList<>();
        for (int power = 0; power <= Math.max(degree(), other.degree()); power++) {
            sum.add(coefficient(power).add(other.coefficient(power)));
        }
        return new Polynomial(sum);
    }

    public Polynomial times(Polynomial other) {
        BigInteger[] product = new BigInteger[degree() + other.degree() + 1];
        Arrays.fill(product, ZERO);
        for (int a = 0; a <= degree(); a++) {
            for (int b = 0; b <= other.degree() && coefficient(a).signum() != 0; b++) {
                product[a + b] = product[a + b].add(coefficient(a).multiply(other.coefficient(b)));
            }
        }
        return of(product);
    }

    public Polynomial negated() {
        return new Polynomial(coefficients.stream().map(BigInteger::negate).toList());
    }

    /** The greatest number of bits of a coefficient. */
    public int coefficientBits() {
        return coefficients.stream().mapToInt(BigInteger::bitLength).max().orElse(0);
    }

    /** The value at {@code x}, by Horner's rule. */
    public BigInteger at(BigInteger x) {
        BigInteger value = ZERO;
        for (int power = degree(); power >= 0; power--) {
            value = value.multiply(x).add(coefficient(power));
        }
        return value;
    }

    /** A bound on the absolute value where {@code |x| <= radius}. */
    public BigInteger bound(BigInteger radius) {
        return new Polynomial(coefficients.stream().map(BigInteger::abs).toList()).at(radius);
    }

    /** The polynomial in t that has the value of this one at {@code x = base + t}. */
    Polynomial shiftedTo(BigInteger base) {
        BigInteger[] shifted = new BigInteger[degree() + 1];
        for (int power = 0; power <= degree(); power++) {
            shifted[power] = coefficient(power);
        }
        // Horner's rule for each coefficient in turn (Knuth, TAOCP 2, 4.6.4).
        for (int done = 0; done < degree(); done++) {
            for (int power = degree() - 1; power >= done; power--) {
                shifted[power] = shifted[power].add(shifted[power + 1].multiply(base));
            }
        }
        return of(shifted);
    }

    /** The coefficients modulo 2^64, one for each power up to the degree. */
    public long[] wrapped() {
        long[] wrapped = new long[degree() + 1];
        for (int power = 0; power < wrapped.length; power++) {
            wrapped[power] = coefficient(power).longValue();
        }
        return wrapped;
    }
}
