package io.rangefold.job.montecarlo;

/**
 * Random numbers that are a pure function of a seed and a counter: {@code mix(start + (i + 1) * GAMMA)} modulo 2^64. This is
 * SplitMix64 by Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014, section 3, with Stafford's
 * variant 13 of the mixer. Its state only counts, so number i needs none of those before. For each start, all 2^64 numbers occur
 * once in 2^64.
 */
final class CounterRandom {
    /** The odd integer next to 2^64 over the golden ratio. */
    static final long GAMMA = 0x9e3779b97f4a7c15L;

    static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;
    static final long SECOND_FACTOR = 0x94d049bb133111ebL;

    private CounterRandom() {}

    /** A bijection of 64 bits in which each bit of {@code z} changes about half of the others. */
    static long mix(long z) {
        long first = (z ^ (z >>> 30)) * FIRST_FACTOR;
        long second = (first ^ (first >>> 27)) * SECOND_FACTOR;
        return second ^ (second >>> 31);
    }

    /**
     * Where the numbers of a seed start. Seeds that are near each other lie anywhere on the circle of 2^64, so the chance that two
     * jobs of 10^12 samples share any of them is 1 in 10^7.
     */
    static long start(long seed) {
        return mix(seed + GAMMA);
    }

    /** Number {@code i} of those that begin at {@code start}. */
    static long number(long start, long i) {
        return mix(start + (i + 1) * GAMMA);
    }
}
