package io.rangefold.job.prime.sieve;

/**
 * Strokes of primes that hit a segment often. With {@code p = 30a + r}, the multiples {@code p q} whose cofactors run through
 * one turn of the wheel, {@code q = 30b + s}, lie at the bytes
 *
 * <pre>b p + a s + floor(r s / 30)        for s = 1, 7, 11, 13, 17, 19, 23, 29</pre>
 *
 * <p>in bits that depend on r and s alone: a turn is eight strokes with constant masks, and the next one begins p bytes on. There is
 * one method for each r, so that the masks are constants. A turn that begins within the segment is done wholly, even where it
 * leaves it; whoever calls keeps a prime's bytes of room behind the end and takes them over into the next segment. So no prime has
 * more state than where its next turn begins, and each visit is one loop with one exit.
 */
final class TurnStrokes {
    private TurnStrokes() {}

    /**
     * Does all turns that begin before {@code end}, of primes of one class.
     *
     * @param residueBit the bit of the primes' residue modulo 30
     * @param starts where each prime's next turn begins, as an index into {@code flags}; moved on
     */
    static void cross(byte[] flags, int residueBit, int[] primes, int[] starts, int count, int end) {
        switch (residueBit) {
            case 0 -> cross1(flags, primes, starts, count, end);
            case 1 -> cross7(flags, primes, starts, count, end);
            case 2 -> cross11(flags, primes, starts, count, end);
            case 3 -> cross13(flags, primes, starts, count, end);
            case 4 -> cross17(flags, primes, starts, count, end);
            case 5 -> cross19(flags, primes, starts, count, end);
            case 6 -> cross23(flags, primes, starts, count, end);
            default -> cross29(flags, primes, starts, count, end);
        }
    }

    /** Primes that are 1 modulo 30. */
    private static void cross1(byte[] flags, int[] primes, int[] starts, int count, int end) {
        for (int k = 0; k < count; k++) {
            int p = primes[k];
            int a = p / Wheel.SPAN;
            int twoA = 2 * a;
            int fourA = 4 * a;
            int sixA = 6 * a;
            int n = starts[k];
            for (; n < end; n += p) {
                int at = n + a;
                flags[at] &= ~1;
                at += sixA;
                flags[at] &= ~2;
                at += fourA;
                flags[at] &= ~4;
                at += twoA;
                flags[at] &= ~8;
                at += fourA;
                flags[at] &= ~16;
                at += twoA;
                flags[at] &= ~32;
                at += fourA;
                flags[at] &= ~64;
                at += sixA;
                flags[at] &= 0x7f;
            }
            starts[k] = n;
        }
    }

    /** Primes that are 7 modulo 30. */
    private static void cross7(byte[] flags, int[] primes, int[] starts, int count, int end) {
        for (int k = 0; k < count; k++) {
            int p = primes[k];
            int a = p / Wheel.SPAN;
            int twoA = 2 * a;
            int fourA = 4 * a;
            int sixA = 6 * a;
            int n = starts[k];
            for (; n < end; n += p) {
                int at = n + a;
                flags[at] &= ~2;
                at += sixA;
                flags[at + 1] &= ~32;
                at += fourA;
                flags[at + 2] &= ~16;
                at += twoA;
                flags[at + 3] &= ~1;
                at += fourA;
                flags[at + 3] &= 0x7f;
                at += twoA;
                flags[at + 4] &= ~8;
                at += fourA;
                flags[at + 5] &= ~4;
                at += sixA;
                flags[at + 6] &= ~64;
            }
            starts[k] = n;
        }
    }

    /** Primes that are 11 modulo 30. */
    private static void cross11(byte[] flags, int[] primes, int[] starts, int count, int end) {
        for (int k = 0; k < count; k++) {
            int p = primes[k];
            int a = p / Wheel.SPAN;
            int twoA = 2 * a;
            int fourA = 4 * a;
            int sixA = 6 * a;
            int n = starts[k];
            for (; n < end; n += p) {
                int at = n + a;
                flags[at] &= ~4;
                at += sixA;
                flags[at + 2] &= ~16;
                at += fourA;
                flags[at + 4] &= ~1;
                at += twoA;
                flags[at + 4] &= ~64;
                at += fourA;
                flags[at + 6] &= ~2;
                at += twoA;
                flags[at + 6] &= 0x7f;
                at += fourA;
                flags[at + 8] &= ~8;
                at += sixA;
                flags[at + 10] &= ~32;
            }
            starts[k] = n;
        }
    }

    /** Primes that are 13 modulo 30. */
    private static void cross13(byte[] flags, int[] primes, int[] starts, int count, int end) {
        for (int k = 0; k < count; k++) {
            int p = primes[k];
            int a = p / Wheel.SPAN;
            int twoA = 2 * a;
            int fourA = 4 * a;
            int sixA = 6 * a;
            int n = starts[k];
            for (; n < end; n += p) {
                int at = n + a;
                flags[at] &= ~8;
                at += sixA;
                flags[at + 3] &= ~1;
                at += fourA;
                flags[at + 4] &= ~64;
                at += twoA;
                flags[at + 5] &= ~32;
                at += fourA;
                flags[at + 7] &= ~4;
                at += twoA;
                flags[at + 8] &= ~2;
                at += fourA;
                flags[at + 9] &= 0x7f;
                at += sixA;
                flags[at + 12] &= ~16;
            }
            starts[k] = n;
        }
    }

    /** Primes that are 17 modulo 30. */
    private static void cross17(byte[] flags, int[] primes, int[] starts, int count, int end) {
        for (int k = 0; k < count; k++) {
            int p = primes[k];
            int a = p / Wheel.SPAN;
            int twoA = 2 * a;
            int fourA = 4 * a;
            int sixA = 6 * a;
            int n = starts[k];
            for (; n < end; n += p) {
                int at = n + a;
                flags[at] &= ~16;
                at += sixA;
                flags[at + 3] &= 0x7f;
                at += fourA;
                flags[at + 6] &= ~2;
                at += twoA;
                flags[at + 7] &= ~4;
                at += fourA;
                flags[at + 9] &= ~32;
                at += twoA;
                flags[at + 10] &= ~64;
                at += fourA;
                flags[at + 13] &= ~1;
                at += sixA;
                flags[at + 16] &= ~8;
            }
            starts[k] = n;
        }
    }

    /** Primes that are 19 modulo 30. */
    private static void cross19(byte[] flags, int[] primes, int[] starts, int count, int end) {
        for (int k = 0; k < count; k++) {
            int p = primes[k];
            int a = p / Wheel.SPAN;
            int twoA = 2 * a;
            int fourA = 4 * a;
            int sixA = 6 * a;
            int n = starts[k];
            for (; n < end; n += p) {
                int at = n + a;
                flags[at] &= ~32;
                at += sixA;
                flags[at + 4] &= ~8;
                at += fourA;
                flags[at + 6] &= 0x7f;
                at += twoA;
                flags[at + 8] &= ~2;
                at += fourA;
                flags[at + 10] &= ~64;
                at += twoA;
                flags[at + 12] &= ~1;
                at += fourA;
                flags[at + 14] &= ~16;
                at += sixA;
                flags[at + 18] &= ~4;
            }
            starts[k] = n;
        }
    }

    /** Primes that are 23 modulo 30. */
    private static void cross23(byte[] flags, int[] primes, int[] starts, int count, int end) {
        for (int k = 0; k < count; k++) {
            int p = primes[k];
            int a = p / Wheel.SPAN;
            int twoA = 2 * a;
            int fourA = 4 * a;
            int sixA = 6 * a;
            int n = starts[k];
            for (; n < end; n += p) {
                int at = n + a;
                flags[at] &= ~64;
                at += sixA;
                flags[at + 5] &= ~4;
                at += fourA;
                flags[at + 8] &= ~8;
                at += twoA;
                flags[at + 9] &= 0x7f;
                at += fourA;
                flags[at + 13] &= ~1;
                at += twoA;
                flags[at + 14] &= ~16;
                at += fourA;
                flags[at + 17] &= ~32;
                at += sixA;
                flags[at + 22] &= ~2;
            }
            starts[k] = n;
        }
    }

    /** Primes that are 29 modulo 30. */
    private static void cross29(byte[] flags, int[] primes, int[] starts, int count, int end) {
        for (int k = 0; k < count; k++) {
            int p = primes[k];
            int a = p / Wheel.SPAN;
            int twoA = 2 * a;
            int fourA = 4 * a;
            int sixA = 6 * a;
            int n = starts[k];
            for (; n < end; n += p) {
                int at = n + a;
                flags[at] &= 0x7f;
                at += sixA;
                flags[at + 6] &= ~64;
                at += fourA;
                flags[at + 10] &= ~32;
                at += twoA;
                flags[at + 12] &= ~16;
                at += fourA;
                flags[at + 16] &= ~8;
                at += twoA;
                flags[at + 18] &= ~4;
                at += fourA;
                flags[at + 22] &= ~2;
                at += sixA;
                flags[at + 28] &= ~1;
            }
            starts[k] = n;
        }
    }
}
