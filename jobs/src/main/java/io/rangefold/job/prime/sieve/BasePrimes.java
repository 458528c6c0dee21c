package io.rangefold.job.prime.sieve;

/** The primes that a sieve begins with, as many as there may be, one after the other: nothing of them is kept. */
final class BasePrimes {
    /** Up to this a plain sieve finds them, and what it finds sieves for all others. */
    private static final int PLAIN_LIMIT = 1 << 16;

    private static final int SEGMENT_BITS = 17;

    /** Takes primes. */
    @FunctionalInterface
    interface Taker {
        /** Takes the prime {@code 30 tens + RESIDUES[residueBit]}. */
        void take(int tens, int residueBit);
    }

    private BasePrimes() {}

    /**
     * Gives all primes from 7 up to {@code limit} and some beyond to {@code taker}, ascending.
     *
     * @param limit below 2^32
     */
    static void upTo(long limit, Taker taker, Pulse pulse) {
        if (limit <= PLAIN_LIMIT) {
            for (int prime : SmallPrimes.upTo((int) limit)) {
                if (prime > 5) {
                    taker.take(prime / Wheel.SPAN, Wheel.bit(prime));
                }
            }
            return;
        }
        long end = limit / Wheel.SPAN + 1;
        SegmentSieve sieve = new SegmentSieve(SievePlan.complete(0, end, SEGMENT_BITS), pulse);
        while (sieve.end() < end) {
            sieve.advance(pulse);
            give(sieve, taker);
            pulse.beat();
        }
    }

    /** Word by word: fewer branches go wrong than byte by byte. */
    private static void give(SegmentSieve sieve, Taker taker) {
        byte[] flags = sieve.flags();
        int start = sieve.start();
        int first = (int) sieve.first();
        for (int k = 0; k < 1 << SEGMENT_BITS; k += Long.BYTES) {
            for (long word = Words.get(flags, start + k); word != 0; word &= word - 1) {
                int bit = Long.numberOfTrailingZeros(word);
                taker.take(first + k + (bit >> 3), bit & 7);
            }
        }
    }
}
