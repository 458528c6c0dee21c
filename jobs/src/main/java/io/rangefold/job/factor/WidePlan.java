package io.rangefold.job.factor;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What a {@link SmoothSearch} does, whatever its points are: the chains of stage 1 and the pairs of stage 2.
 *
 * <p>Stage 1 multiplies a point by all prime powers up to {@code b1}. Stage 2 covers the primes q in {@code (b1, b2]}, written as
 * {@code q = m w + j} or {@code m w - j} with the wheel w, a giant step m and a baby step j prime to w: one multiplication often
 * serves both (P. Montgomery, Math. Comp. 48 (1987) 243, section 4). Immutable; making one sieves up to {@code b2}.
 */
final class WidePlan {
    /** {@code 2 * 3 * 5 * 7 * 11}. */
    static final int WHEEL = 2_310;

    /** How many baby steps there are; an index fits an unsigned byte. */
    static final int BABY_COUNT = 240;

    private static final int[] BABIES = babySteps();

    private final int doublings;
    private final byte[] chain;
    private final int firstGiant;
    private final byte[][] pairs;

    /**
     * @param b1 bound of stage 1, at least 10
     * @param b2 bound of stage 2, inclusive, above {@code b1}, below 2^30
     */
    WidePlan(int b1, int b2, Pulse pulse) {
        BitSet odd = oddPrimes(b2, pulse);
        doublings = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(b1);
        chain = chain(odd, b1, pulse);
        firstGiant = Math.max(1, (b1 + 1 + WHEEL / 2) / WHEEL);
        odd.clear(0, (b1 + 1) / 2);
        pairs = new byte[(b2 + WHEEL / 2) / WHEEL - firstGiant + 1][];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = pairsOf((firstGiant + i) * WHEEL, odd);
            pulse.beat();
        }
    }

    /** How often stage 1 doubles. */
    int doublings() {
        return doublings;
    }

    /** The steps of stage 1 for the odd prime powers ({@link LucasChain}). Not to be changed. */
    byte[] chain() {
        return chain;
    }

    /** A copy of the baby steps, ascending: below half the wheel and prime to it. */
    static int[] babies() {
        return BABIES.clone();
    }

    /** The first giant step, at least 1. */
    int firstGiant() {
        return firstGiant;
    }

    /** For each giant step from the first one: the indices of the {@link #babies()} it meets, as unsigned bytes. Not to be changed. */
    byte[][] pairs() {
        return pairs;
    }

    private static int[] babySteps() {
        int[] steps = new int[BABY_COUNT];
        int count = 0;
        for (int j = 1; j < WHEEL / 2; j += 2) {
            if (Montgomery.gcd(j, WHEEL) == 1) {
                steps[count++] = j;
            }
        }
        return steps;
    }

    private static byte[] chain(BitSet odd, int b1, Pulse pulse) {
        LucasChain chain = new LucasChain();
        for (int i = odd.nextSetBit(1); i >= 0 && 2 * i + 1 <= b1; i = odd.nextSetBit(i + 1)) {
            int p = 2 * i + 1;
            for (long power = p; power <= b1; power *= p) {
                chain.add(p);
            }
            if ((i & 63) == 0) {
                pulse.beat();
            }
        }
        return chain.toByteArray();
    }

    private static byte[] pairsOf(int centre, BitSet odd) {
        byte[] found = new byte[BABIES.length];
        int count = 0;
        for (int k = 0; k < BABIES.length; k++) {
            if (odd.get(centre - BABIES[k] >> 1) || odd.get(centre + BABIES[k] >> 1)) {
                found[count++] = (byte) k;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** Bit i stands for {@code 2 i + 1}: the primes from 3 to {@code bound}. */
    private static BitSet oddPrimes(int bound, Pulse pulse) {
        int size = (bound + 1) / 2;
        BitSet primes = new BitSet(size);
        primes.set(1, size);
        for (int i = 1; 2L * i * (i + 1) < size; i = primes.nextSetBit(i + 1)) {
            int p = 2 * i + 1;
            for (int k = 2 * i * (i + 1); k < size; k += p) {
                primes.clear(k);
            }
            pulse.beat();
        }
        return primes;
    }
}
