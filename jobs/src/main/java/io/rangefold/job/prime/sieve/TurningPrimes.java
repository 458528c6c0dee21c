package io.rangefold.job.prime.sieve;

import java.util.Arrays;

/** Primes that hit a segment often, and where their next turns of the wheel begin; see {@link TurnStrokes}. */
final class TurningPrimes {
    private static final int CLASSES = Wheel.RESIDUES.length;

    /** A first turn lies at most so many bytes ahead, and waits for its segment. */
    private static final int FARTHEST = 1 << 30;

    private final int[][] primes = new int[CLASSES][16];
    private final int[][] starts = new int[CLASSES][16];
    private final int[] counts = new int[CLASSES];

    /**
     * Takes up a prime. Its multiples are crossed off, from some multiple up to its square on.
     *
     * @param prime above 30, at most 2^20
     * @param index of the segment's first byte in the flags, at least {@code prime}
     * @param first the byte that stands there
     */
    void add(int prime, int index, long first) {
        int residueBit = Wheel.bit(prime);
        int k = counts[residueBit]++;
        if (k == primes[residueBit].length) {
            primes[residueBit] = Arrays.copyOf(primes[residueBit], 2 * k);
            starts[residueBit] = Arrays.copyOf(starts[residueBit], 2 * k);
        }
        // The turn that the segment begins in is done wholly, too.
        long turn = Math.max(Math.min(prime / Wheel.SPAN, FARTHEST / prime), first / prime);
        primes[residueBit][k] = prime;
        starts[residueBit][k] = (int) (index + turn * prime - first);
    }

    /** Does all turns that begin before {@code end}. */
    void cross(byte[] flags, int end) {
        for (int residueBit = 0; residueBit < CLASSES; residueBit++) {
            TurnStrokes.cross(flags, residueBit, primes[residueBit], starts[residueBit], counts[residueBit], end);
        }
    }

    /** The flags move on by so many bytes. */
    void shift(int bytes) {
        for (int residueBit = 0; residueBit < CLASSES; residueBit++) {
            shift(starts[residueBit], counts[residueBit], bytes);
        }
    }

    private static void shift(int[] starts, int count, int bytes) {
        for (int k = 0; k < count; k++) {
            starts[k] -= bytes;
        }
    }
}
