package io.rangefold.job.factor;

/**
 * What a factorization job counts; the factors themselves are output.
 *
 * @param numbers how many numbers were worked on
 * @param incomplete how many of them are not wholly answered
 */
record FactorCounts(long numbers, long incomplete) {
    static final FactorCounts NONE = new FactorCounts(0, 0);

    /** Checks {@code 0 <= incomplete <= numbers}. */
    FactorCounts {
        if (incomplete < 0 || incomplete > numbers) {
            throw new IllegalArgumentException(incomplete + " of " + numbers + " numbers are incomplete");
        }
    }

    FactorCounts plus(FactorCounts other) {
        return new FactorCounts(numbers + other.numbers, incomplete + other.incomplete);
    }
}
