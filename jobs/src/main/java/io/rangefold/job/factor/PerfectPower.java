package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.Optional;

/**
 * {@code root^exponent}.
 *
 * @param root at least 2
 * @param exponent a prime
 */
record PerfectPower(BigInteger root, int exponent) {

    /** n as a power with the least possible exponent, for {@code n >= 2}, if its root is at least {@code 2^rootBits}. */
    static Optional<PerfectPower> of(BigInteger n, int rootBits, Pulse pulse) {
        int maxExponent = (n.bitLength() - 1) / rootBits;
        for (int exponent : SmallPrimes.below(Math.min(maxExponent + 1, SmallPrimes.BOUND))) {
            pulse.beat();
            BigInteger root = root(n, exponent);
            if (root.pow(exponent).equals(n)) {
                return Optional.of(new PerfectPower(root, exponent));
            }
        }
        return Optional.empty();
    }

    /** {@code floor(n^(1/k))}, by Newton's iteration from above (H. Cohen, A Course in Computational Number Theory, 1.7.1). */
    static BigInteger root(BigInteger n, int k) {
        BigInteger divisor = BigInteger.valueOf(k);
        BigInteger root = BigInteger.ONE.shiftLeft((n.bitLength() + k - 1) / k);
        while (true) {
            BigInteger next = root.multiply(BigInteger.valueOf(k - 1L))
                    .add(n.divide(root.pow(k - 1)))
                    .divide(divisor);
            if (next.compareTo(root) >= 0) {
                return root;
            }
            root = next;
        }
    }
}
