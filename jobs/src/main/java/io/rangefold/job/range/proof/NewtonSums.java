package io.rangefold.job.range.proof;

import java.math.BigInteger;
import java.util.function.UnaryOperator;

/**
 * Sums of polynomials over ranges from a few of their values: with forward differences,
 *
 * <pre>the sum of p(x) over [a, a+n) = sum over k = 0..d of C(n, k+1) D^k p(a)</pre>
 *
 * <p>for any p of a degree of at most d (I. Newton, Principia 3, lemma 5; Graham, Knuth, Patashnik, "Concrete Mathematics",
 * 5.3). Knows nothing of coefficients, and shares nothing with {@link PowerSums}.
 */
final class NewtonSums {
    private NewtonSums() {}

    /**
     * The sum over the {@code n} integers from {@code first} on.
     *
     * @param polynomial its value at any integer; asked for at {@code maxDegree + 1} of them
     * @param maxDegree a bound on its degree
     */
    static BigInteger sum(UnaryOperator<BigInteger> polynomial, int maxDegree, BigInteger first, BigInteger n) {
        BigInteger[] differences = new BigInteger[maxDegree + 1];
        for (int k = 0; k <= maxDegree; k++) {
            differences[k] = polynomial.apply(first.add(BigInteger.valueOf(k)));
        }
        BigInteger sum = BigInteger.ZERO;
        BigInteger binomial = BigInteger.ONE;
        for (int k = 0; k <= maxDegree; k++) {
            binomial = binomial.multiply(n.subtract(BigInteger.valueOf(k))).divide(BigInteger.valueOf(k + 1L));
            sum = sum.add(binomial.multiply(differences[0]));
            for (int j = 0; j + 1 < differences.length - k; j++) {
                differences[j] = differences[j + 1].subtract(differences[j]);
            }
        }
        return sum;
    }
}
