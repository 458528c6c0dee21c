package io.rangefold.job.range.sum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Numbers below 2^56, odd and without common factors: 2^64 and enough of them tell any sum from its residues. */
final class Moduli {
    private static final BigInteger WORD = BigInteger.ONE.shiftLeft(Long.SIZE);

    /** Every modulus has at least so many bits beyond the first. */
    private static final int BITS = 55;

    private Moduli() {}

    /** So many that 2^64 and they tell every integer of an absolute value up to {@code bound} from its residues. */
    static long[] forSumsOf(BigInteger bound) {
        int bits = bound.bitLength() + 1 - Long.SIZE;
        return first(Math.max(0, (bits + BITS - 1) / BITS));
    }

    /**
     * The integer of least absolute value that has these residues (H. L. Garner, "The residue number system", 1959).
     *
     * @param wrapped its residue modulo 2^64
     * @param residues numbers congruent to it modulo the first moduli, in order
     */
    static BigInteger combine(long wrapped, BigInteger... residues) {
        BigInteger value = BigInteger.valueOf(wrapped);
        BigInteger product = WORD;
        long[] moduli = first(residues.length);
        for (int k = 0; k < moduli.length; k++) {
            BigInteger modulus = BigInteger.valueOf(moduli[k]);
            BigInteger digit = residues[k]
                    .subtract(value)
                    .multiply(product.modInverse(modulus))
                    .mod(modulus);
            value = value.add(product.multiply(digit));
            product = product.multiply(modulus);
        }
        BigInteger least = value.mod(product);
        return least.shiftLeft(1).compareTo(product) > 0 ? least.subtract(product) : least;
    }

    /** The greatest ones below 2^56, each without a common factor with those before. */
    static long[] first(int count) {
        List<Long> moduli = new ArrayList<>();
        BigInteger product = BigInteger.ONE;
        for (long candidate = (1L << (BITS + 1)) - 1; moduli.size() < count; candidate -= 2) {
            if (product.gcd(BigInteger.valueOf(candidate)).equals(BigInteger.ONE)) {
                moduli.add(candidate);
                product = product.multiply(BigInteger.valueOf(candidate));
            }
        }
        return moduli.stream().mapToLong(Long::longValue).toArray();
    }
}
