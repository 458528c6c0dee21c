package io.rangefold.job.prime.sieve;

/**
 * How a range of bytes is to be sieved.
 *
 * @param first the first byte
 * @param end the end, exclusive
 * @param segmentBits a segment has 2^{@code segmentBits} bytes
 * @param limit primes up to this cross off their multiples
 * @param isComplete whether what they leave is prime; if not, it is to be tested
 */
record SievePlan(long first, long end, int segmentBits, long limit, boolean isComplete) {
    /** A range is planned anew after so many bytes, 6.4 10^10 integers: some minute of work. */
    private static final long MAX_BYTES = 1L << 31;

    private static final long MIN_BYTES = 1L << 20;
    private static final int MIN_SEGMENT_BITS = 15;
    private static final int MAX_SEGMENT_BITS = 20;

    /** Where not all primes cross off, those up to this do; some 5 percent of the integers are left to test. */
    private static final int TESTED_LIMIT = 1 << 16;

    private static final int TESTED_SEGMENT_BITS = 17;

    /**
     * Testing what is left costs some 50 ns an integer of the range, setting up all primes some 0.8 ns an integer up to their
     * limit.
     */
    private static final long TESTING_COST = 60;

    /** The share of cofactors in the wheel of leaping primes. */
    private static final double LEAP_DENSITY = 48.0 / LeapWheel.SPAN;

    /**
     * The best plan from {@code first} on: for the whole range up to {@code end}, or for as much of it as memory allows.
     *
     * @param memoryBytes about what may be used
     */
    static SievePlan of(long first, long end, long memoryBytes) {
        long bytes = Math.min(end - first, MAX_BYTES);
        long limit = limit(first + bytes);
        if (limit > TESTED_LIMIT && bytes * Wheel.SPAN * TESTING_COST < limit) {
            return new SievePlan(first, first + bytes, TESTED_SEGMENT_BITS, TESTED_LIMIT, false);
        }
        while (bytes > MIN_BYTES && expected(limit, bytes) * Long.BYTES > memoryBytes) {
            bytes /= 2;
        }
        return complete(first, first + bytes, segmentBits(bytes));
    }

    /** A plan without tests. */
    static SievePlan complete(long first, long end, int segmentBits) {
        return new SievePlan(first, end, segmentBits, limit(end), true);
    }

    /** Segments and the room on both of their sides fit the second-level cache. */
    private static int segmentBits(long bytes) {
        int fitting = 63 - Long.numberOfLeadingZeros(CacheSizes.level2() / 2);
        int enough = 64 - Long.numberOfLeadingZeros(bytes);
        return Math.max(MIN_SEGMENT_BITS, Math.min(Math.min(fitting, enough), MAX_SEGMENT_BITS));
    }

    /** The square root of the greatest integer before that byte, or a little more. */
    private static long limit(long end) {
        return (long) Math.sqrt(Math.min((double) end * Wheel.SPAN, Long.MAX_VALUE)) + 1;
    }

    /**
     * The bytes on both sides of a segment: what the turns of a prime may need that began before the segment or end behind
     * it. Primes above that leap.
     */
    int room() {
        return 1 << segmentBits - 1;
    }

    int segmentBytes() {
        return 1 << segmentBits;
    }

    boolean hasLeapingPrimes() {
        return limit > room();
    }

    /** About how many primes leap into the range. */
    long expectedLeaping() {
        return hasLeapingPrimes() ? expected(limit, end - first) : 0;
    }

    /**
     * All primes p below the length of the range times the density d of the wheel, and of the others a share of d times the
     * length over p, by Mertens' theorem.
     */
    private static long expected(long limit, long bytes) {
        double hits = LEAP_DENSITY * bytes * Wheel.SPAN;
        double certain = Math.max(100, Math.min(limit, hits));
        double maybe = hits * Math.log(Math.log(Math.max(limit, certain)) / Math.log(certain));
        return (long) (1.02 * (certain / (Math.log(certain) - 1.1) + maybe));
    }
}
