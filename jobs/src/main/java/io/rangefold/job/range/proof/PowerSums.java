package io.rangefold.job.range.proof;

import java.math.BigInteger;

/**
 * Sums of polynomials over ranges in closed form. With Bernoulli's numbers ({@code B_1 = -1/2}; OEIS A027641, A027642),
 *
 * <pre>F_k(x) = (1/(k+1)) sum over j = 0..k of C(k+1, j) B_j x^(k+1-j)</pre>
 *
 * <p>satisfies {@code F_k(x+1) - F_k(x) = x^k} for all x, so the sum of {@code x^k} over {@code [a, b)} is {@code F_k(b) -
 * F_k(a)} (D. E. Knuth, "Johann Faulhaber and sums of powers", Mathematics of Computation 61, 1993). Takes a few hundred
 * multiplications, whatever the range.
 */
public final class PowerSums {
    private final BigInteger[] numerators;
    /** Of all Bernoulli numbers. */
    private final BigInteger denominator;

    /** @param maxDegree the greatest degree of a polynomial */
    public PowerSums(int maxDegree) {
        // Von Staudt and Clausen: the denominator of B_j is a product of different primes p with p - 1 dividing j.
        BigInteger product = BigInteger.ONE;
        for (int p = 2; p <= maxDegree + 1; p++) {
            if (BigInteger.valueOf(p).isProbablePrime(50)) {
                product = product.multiply(BigInteger.valueOf(p));
            }
        }
        denominator = product;
        numerators = new BigInteger[maxDegree + 1];
        numerators[0] = denominator;
        for (int m = 1; m <= maxDegree; m++) {
            BigInteger sum = BigInteger.ZERO;
            for (int j = 0; j < m; j++) {
                sum = sum.add(binomial(m + 1, j).multiply(numerators[j]));
            }
            numerators[m] = exactly(sum.negate(), BigInteger.valueOf(m + 1));
        }
    }

    /** The sum of the polynomial's values over {@code [first, end)}. */
    public BigInteger sum(Polynomial polynomial, BigInteger first, BigInteger end) {
        BigInteger sum = BigInteger.ZERO;
        for (int power = 0; power <= polynomial.degree(); power++) {
            BigInteger difference = scaledAntidifference(power, end).subtract(scaledAntidifference(power, first));
            BigInteger scale = denominator.multiply(BigInteger.valueOf(power + 1L));
            sum = sum.add(polynomial.coefficient(power).multiply(exactly(difference, scale)));
        }
        return sum;
    }

    /** {@code (k+1) denominator F_k(x)}. */
    private BigInteger scaledAntidifference(int k, BigInteger x) {
        BigInteger value = BigInteger.ZERO;
        for (int j = 0; j <= k; j++) {
            value = value.add(binomial(k + 1, j).multiply(numerators[j]).multiply(x.pow(k + 1 - j)));
        }
        return value;
    }

    private static BigInteger binomial(int n, int k) {
        BigInteger value = BigInteger.ONE;
        for (int j = 1; j <= k; j++) {
            value = value.multiply(BigInteger.valueOf(n - k + j)).divide(BigInteger.valueOf(j));
        }
        return value;
    }

    private static BigInteger exactly(BigInteger dividend, BigInteger divisor) {
        BigInteger[] result = dividend.divideAndRemainder(divisor);
        if (result[1].signum() != 0) {
            throw new AssertionError("the division leaves a rest");
        }
        return result[0];
    }
}
