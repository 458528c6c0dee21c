package io.rangefold.job.prime.sieve;

/**
 * The wheel of 2, 3, 5 and 7 that the cofactors of leaping primes run through. A state is a prime's residue modulo 30 together
 * with its cofactor's place among the 48 of 210 without these factors; a leap, what to do in that state, packed into a word.
 */
final class LeapWheel {
    /** Integers to a turn. */
    static final int SPAN = 210;

    private static final int COFACTORS = 48;

    /** Cofactors are at most 10 apart; and the first one above 1 is 11. */
    private static final int MAX_GAP = 11;

    private static final int GAP_SHIFT = 8;
    private static final int CARRY_SHIFT = 12;
    private static final int STATE_SHIFT = 16;
    private static final int NIBBLE = 15;

    /** By residue modulo 210: how far the next cofactor is; 0 for cofactors. */
    private static final byte[] DISTANCES = new byte[SPAN];

    /** By residue modulo 210: the place of the next cofactor. */
    private static final byte[] PLACES = new byte[SPAN];

    private static final int[] LEAPS = new int[Wheel.RESIDUES.length * COFACTORS];

    static {
        int[] cofactors = cofactors();
        for (int residue = 0, place = 0; residue < SPAN; residue++) {
            DISTANCES[residue] = (byte) (cofactors[place] - residue);
            PLACES[residue] = (byte) place;
            place += cofactors[place] == residue ? 1 : 0;
        }
        for (int residueBit = 0; residueBit < Wheel.RESIDUES.length; residueBit++) {
            for (int place = 0; place < COFACTORS; place++) {
                int cofactor = cofactors[place];
                LEAPS[residueBit * COFACTORS + place] =
                        leap(residueBit, place, cofactor, cofactors[place + 1] - cofactor);
            }
        }
    }

    private LeapWheel() {}

    /** The cofactors up to 211. */
    private static int[] cofactors() {
        int[] cofactors = new int[COFACTORS + 1];
        int count = 0;
        for (int n = 1; n <= SPAN + 1; n++) {
            if (Wheel.bit(n) >= 0 && n % 7 != 0) {
                cofactors[count++] = n;
            }
        }
        return cofactors;
    }

    private static int leap(int residueBit, int place, int cofactor, int gap) {
        int residue = Wheel.RESIDUES[residueBit];
        int product = residue * cofactor;
        int carry = (product + residue * gap) / Wheel.SPAN - product / Wheel.SPAN;
        int mask = ~(1 << Wheel.bit(product)) & 0xff;
        int next = residueBit * COFACTORS + (place + 1) % COFACTORS;
        return next << STATE_SHIFT | carry << CARRY_SHIFT | gap << GAP_SHIFT | mask;
    }

    /** How far the next cofactor is from one that leaves {@code turn} modulo 210; 0 if that is one. */
    static int distance(int turn) {
        return DISTANCES[turn];
    }

    /** The state of a prime at its first cofactor from {@code turn} on. */
    static int state(int residueBit, int turn) {
        return residueBit * COFACTORS + PLACES[turn];
    }

    /** By state: the leap. Not to be changed. */
    static int[] leaps() {
        return LEAPS;
    }

    /** What is left of a byte that is hit: its lower eight bits count. */
    static int mask(int leap) {
        return leap;
    }

    /** How many bytes on a prime hits next, {@code tens} being the whole part of its thirtieth. */
    static int bytes(int leap, int tens) {
        return tens * (leap >>> GAP_SHIFT & NIBBLE) + (leap >>> CARRY_SHIFT & NIBBLE);
    }

    /** The state after it. */
    static int next(int leap) {
        return leap >>> STATE_SHIFT;
    }

    /** The greatest distance in bytes at which a prime up to {@code limit} hits next. */
    static long farthest(long limit) {
        return (limit / Wheel.SPAN + 1) * MAX_GAP;
    }
}
