package io.rangefold.job.factor;

/**
 * What a factorization job counts; the factors themselves are output, but for those of the hard numbers.
 *
 * @param numbers how many numbers were worked on
 * @param incomplete how many of them are not wholly answered
 * @param hard those that elliptic curves are to go on with, or have gone on with
 */
record FactorCounts(long numbers, long incomplete, HardNumbers hard) {
    private static final int VERSION = 2;

    static final FactorCounts NONE = new FactorCounts(0, 0, HardNumbers.NONE);

    /** Checks {@code 0 <= incomplete <= numbers}. */
    FactorCounts {
        if (incomplete < 0 || incomplete > numbers) {
            throw new IllegalArgumentException(incomplete + " of " + numbers + " numbers are incomplete");
        }
    }

    FactorCounts plus(FactorCounts other) {
        return new FactorCounts(numbers + other.numbers, incomplete + other.incomplete, hard.plus(other.hard));
    }

    void write(Encoder out) {
        out.writeByte(VERSION);
        out.writeCount(numbers);
        out.writeCount(incomplete);
        hard.write(out);
    }

    /** @throws IllegalArgumentException if there are none */
    static FactorCounts read(Decoder in) {
        if (in.readByte() != VERSION) {
            throw new IllegalArgumentException("not counts of version " + VERSION);
        }
        long numbers = in.readCount(0, NumberList.MAX_COUNT);
        long incomplete = in.readCount(0, numbers);
        return new FactorCounts(numbers, incomplete, HardNumbers.read(in));
    }
}
