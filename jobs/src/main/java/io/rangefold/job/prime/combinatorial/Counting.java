package io.rangefold.job.prime.combinatorial;

/** f(n) = 1. */
enum Counting implements Measure {
    INSTANCE;

    @Override
    public long greatest() {
        return PrimeCounts.GREATEST;
    }

    @Override
    public long mostSwept() {
        return Long.MAX_VALUE;
    }

    @Override
    public long of(long n) {
        return 1;
    }

    @Override
    public long ofWord(long word, long first) {
        return Long.bitCount(word);
    }

    @Override
    public void addRough(Tally tally, long factor, long periods, int count, int sum) {
        tally.add(factor, periods * RoughNumbers.PERIOD_COUNT + count);
    }

    @Override
    public Segment segment(int[] primes, int struckWhole, int windowWords) {
        return new CountingSegment(primes, struckWhole, windowWords);
    }
}
