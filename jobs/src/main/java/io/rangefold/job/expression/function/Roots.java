package io.rangefold.job.expression.function;

import java.math.BigInteger;

/** Integer roots of integers of any size. */
final class Roots {
    private Roots() {}

    /** {@code floor(x^(1/k))} for {@code x >= 1}, {@code k >= 2}, by Newton's iteration from above. */
    static BigInteger floor(BigInteger x, int k) {
        BigInteger degree = BigInteger.valueOf(k);
        BigInteger root = BigInteger.ONE.shiftLeft((x.bitLength() + k - 1) / k);
        while (true) {
            BigInteger rest = x.divide(root.pow(k - 1));
            BigInteger next =
                    root.multiply(BigInteger.valueOf(k - 1L)).add(rest).divide(degree);
            if (next.compareTo(root) >= 0) {
                return root;
            }
            root = next;
        }
    }
}
