package io.rangefold.job.prime.combinatorial;

/** f(n) = n. */
enum Summing implements Measure {
    INSTANCE;

    /** Bits of a word whose offset has the binary digit 2^(i + 1); all have the digit 1, none more than eight digits. */
    private static final long[] DIGITS = new long[7];

    static {
        for (int bit = 0; bit < Long.SIZE; bit++) {
            for (int i = 0; i < DIGITS.length; i++) {
                DIGITS[i] |= (Wheel.offset(bit) >>> i + 1 & 1L) << bit;
            }
        }
    }

    private static final long DIGIT_2 = DIGITS[0];
    private static final long DIGIT_4 = DIGITS[1];
    private static final long DIGIT_8 = DIGITS[2];
    private static final long DIGIT_16 = DIGITS[3];
    private static final long DIGIT_32 = DIGITS[4];
    private static final long DIGIT_64 = DIGITS[5];
    private static final long DIGIT_128 = DIGITS[6];

    @Override
    public long greatest() {
        return PrimeSums.GREATEST;
    }

    @Override
    public long mostSwept() {
        return (1L << 32) - 2;
    }

    @Override
    public long of(long n) {
        return n;
    }

    @Override
    public long ofWord(long word, long first) {
        return (first + 1) * Long.bitCount(word)
                + 2 * Long.bitCount(word & DIGIT_2)
                + 4 * Long.bitCount(word & DIGIT_4)
                + 8 * Long.bitCount(word & DIGIT_8)
                + 16 * Long.bitCount(word & DIGIT_16)
                + 32 * Long.bitCount(word & DIGIT_32)
                + 64 * Long.bitCount(word & DIGIT_64)
                + 128 * Long.bitCount(word & DIGIT_128);
    }

    /** The k whole periods hold {@code (k P)^2 / 2} times their share of all numbers, since n and {@code k P - n} are in pairs. */
    @Override
    public void addRough(Tally tally, long factor, long periods, int count, int sum) {
        Tally once = new Tally();
        once.add(periods * RoughNumbers.PERIOD_COUNT, periods * (RoughNumbers.PERIOD / 2));
        once.add(periods * RoughNumbers.PERIOD, count);
        once.add(1, sum);
        tally.add(factor, once);
    }

    @Override
    public Segment segment(int[] primes, int struckWhole, int windowWords) {
        return new SummingSegment(primes, struckWhole, windowWords);
    }
}
