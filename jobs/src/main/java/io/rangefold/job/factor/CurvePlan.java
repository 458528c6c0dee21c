package io.rangefold.job.factor;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * What an elliptic curve run does, whatever the arithmetic: the ladder of stage 1 and the pairs of stage 2.
 *
 * <p>Stage 1 multiplies a point by the product of all prime powers up to {@code b1}. Stage 2 covers the primes q in
 * {@code (b1, b2]}, written as {@code q = m w + j} or {@code m w - j} with the wheel w, a giant step m and a baby step j prime
 * to w: one multiplication often serves both (P. Montgomery, Math. Comp. 48 (1987) 243, section 4; P. Zimmermann and B. Dodson,
 * ANTS-VII, LNCS 4076 (2006) 525). Immutable; making one costs a sieve up to {@code b2}.
 */
final class CurvePlan {
    private final boolean[] ladder;
    private final int wheel;
    private final int[] babies;
    private final int firstGiant;
    private final byte[][] pairs;

    /**
     * @param b1 bound of stage 1, at least 10
     * @param b2 bound of stage 2, inclusive, above {@code b1}
     * @param wheel 30, 60, 120 or 210
     */
    CurvePlan(int b1, int b2, int wheel) {
        int bound = b2 + wheel;
        BitSet primes = primesBelow(bound);
        ladder = bitsBelowLeadingOne(multiplier(primes, b1));
        this.wheel = wheel;
        babies = IntStream.range(1, wheel / 2)
                .filter(j -> Montgomery.gcd(j, wheel) == 1)
                .toArray();
        firstGiant = Math.max(1, (b1 + 1 + wheel / 2) / wheel);
        primes.clear(0, b1 + 1);
        primes.clear(b2 + 1, bound);
        pairs = new byte[(b2 + wheel / 2) / wheel - firstGiant + 1][];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = pairsOf((firstGiant + i) * wheel, primes);
        }
    }

    /** The bits of stage 1's multiplier below its leading one, highest first. Not to be changed. */
    boolean[] ladder() {
        return ladder;
    }

    int wheel() {
        return wheel;
    }

    /** The baby steps j, ascending, {@code 0 < j < wheel / 2}, prime to the wheel. Not to be changed. */
    int[] babies() {
        return babies;
    }

    /** The first giant step that has a pair, at least 1. */
    int firstGiant() {
        return firstGiant;
    }

    /** For each giant step from the first one: the indices of the {@link #babies()} it meets. Not to be changed. */
    byte[][] pairs() {
        return pairs;
    }

    /** The greatest multiple that the baby steps need so that two of them add up to the wheel: 1 or 5 modulo 6. */
    int topBaby() {
        int half = wheel / 2;
        return half % 6 == 0 ? half + 1 : half + 2;
    }

    private byte[] pairsOf(int centre, BitSet wanted) {
        byte[] found = new byte[babies.length];
        int count = 0;
        for (byte k = 0; k < babies.length; k++) {
            if (wanted.get(centre - babies[k]) || wanted.get(centre + babies[k])) {
                found[count++] = k;
            }
        }
        return Arrays.copyOf(found, count);
    }

    private static BigInteger multiplier(BitSet primes, int b1) {
        BigInteger product = BigInteger.ONE;
        for (int p = 2; p <= b1; p = primes.nextSetBit(p + 1)) {
            long power = p;
            while (power * p <= b1) {
                power *= p;
            }
            product = product.multiply(BigInteger.valueOf(power));
        }
        return product;
    }

    private static boolean[] bitsBelowLeadingOne(BigInteger number) {
        boolean[] bits = new boolean[number.bitLength() - 1];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = number.testBit(bits.length - 1 - i);
        }
        return bits;
    }

    private static BitSet primesBelow(int bound) {
        BitSet primes = new BitSet(bound);
        primes.set(2, bound);
        for (int p = 2; p * p < bound; p = primes.nextSetBit(p + 1)) {
            for (int multiple = p * p; multiple < bound; multiple += p) {
                primes.clear(multiple);
            }
        }
        return primes;
    }
}
